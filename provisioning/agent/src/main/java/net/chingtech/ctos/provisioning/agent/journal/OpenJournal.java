package net.chingtech.ctos.provisioning.agent.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.store.GivenValue;

/**
 * A journal that was found on disk: its readable part.
 *
 * @param transaction as the file's name says it
 * @param head null when not even that can be read
 * @param lines up to the first one that cannot be believed
 * @param damaged whether there is more that cannot be believed; half a line at the end, which was being written, does not
 *     count
 */
public record OpenJournal(Path file, String transaction, Head head, List<Line> lines, boolean damaged) {

    static OpenJournal read(Path file, String transaction) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Chain chain = new Chain();
        Head head = null;
        List<Line> lines = new ArrayList<>();
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            String json = chain.open(text.substring(at, end));
            at = end + 1;
            try {
                if (json == null) {
                    return new OpenJournal(file, transaction, head, lines, true);
                }
                byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                if (head == null) {
                    head = Json.read(bytes, Head.class);
                } else {
                    lines.add(Json.read(bytes, Line.class));
                }
            } catch (FormatException e) {
                return new OpenJournal(file, transaction, head, lines, true);
            }
        }
        return new OpenJournal(file, transaction, head, lines, false);
    }

    /** The same, when it is found out elsewhere that lines are missing. */
    public OpenJournal asDamaged() {
        return new OpenJournal(file, transaction, head, lines, true);
    }

    /** Whether a skill's copy was made and whole, and something that it is needed for was tried. */
    public boolean needsCopy(SkillId skill) {
        // What only starts anew changes nothing that it has, and is not copied.
        return tried(Act.SNAPSHOT, skill)
                && Stream.of(Act.RESTORE, Act.SETTINGS, Act.MIGRATE, Act.CARRY, Act.START)
                        .anyMatch(act -> tried(act, skill));
    }

    /** Whether a step was tried, for all that is known, whatever became of it. */
    public boolean tried(Act act, SkillId skill) {
        return lines.contains(new Line(Line.State.BEGUN, act, skill, null));
    }

    /** Whether a step is known to be undone. */
    public boolean undone(Act act, SkillId skill) {
        return lines.contains(new Line(Line.State.UNDONE, act, skill, null));
    }

    /** The values that were given to a skill, or were about to be. */
    public List<GivenValue> given(SkillId skill) {
        return lines.stream()
                .filter(line -> line.state() == Line.State.GIVING && skill.equals(line.skill()))
                .map(Line::given)
                .toList();
    }

    /** Whether there was a registry while it was written, as far as that can be read. */
    boolean knewRegistry() {
        return head != null && head.revision() > 0 || committed();
    }

    /** The parts whose releases come from a source, as far as that can be read. */
    List<Head.Item> downloads() {
        return head == null
                ? List.of()
                : head.items().stream()
                        .filter(item -> item.kind() == ItemKind.INSTALL || item.kind() == ItemKind.UPDATE)
                        .toList();
    }

    /** Whether it is written down here that the registry was written, which it may be without. */
    public boolean committed() {
        return lines.stream().anyMatch(line -> line.state() == Line.State.COMMITTED);
    }

    /**
     * Whether the registry may have been written, or another since.
     *
     * @param revision of the registry that is there
     */
    public boolean mayBeCommitted(long revision) {
        return lines.stream().anyMatch(line -> line.state() == Line.State.COMMITTING && revision >= line.revision());
    }
}
