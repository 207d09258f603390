package net.chingtech.ctos.clawhub.wrap;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;

/**
 * A legacy skill as a release of ours.
 *
 * @param jar the skill's JAR, not signed
 * @param statement what a publisher would have signed; digest and size are those of the JAR
 * @param doubt what speaks against it, such as {@code legacy_text_hidden}; null when nothing does
 * @param remarks what people should know before they say yes, one sentence each
 * @param tools the names of its tools
 */
public record Wrapped(
        Path jar,
        SkillManifest manifest,
        ReleaseStatement statement,
        Problem doubt,
        List<String> remarks,
        List<String> tools) {

    public Wrapped {
        remarks = List.copyOf(remarks);
        tools = List.copyOf(tools);
    }

    /** The statement as a release carries it. */
    public Envelope envelope() {
        return Envelope.unsigned(statement.write());
    }
}
