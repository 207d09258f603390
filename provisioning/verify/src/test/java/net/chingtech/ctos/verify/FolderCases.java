package net.chingtech.ctos.verify;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestSkill;

/** A legacy skill whose JAR is of another folder than its statement names, by which its version would be pinned. */
final class FolderCases {

    private static final String LIST = "skill-files.list";
    private static final String ONE = "SKILL.md\tskill/SKILL.md\t-\tt\n";

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        FolderCases cases = new FolderCases();
        cases.add("other_byte", "with another byte in a file", skill().file("skill/SKILL.md", "# Other\n"));
        cases.add("other_name", "with another name of a file", skill().file(LIST, "s.md\tskill/SKILL.md\t-\tt\n"));
        cases.add(
                "file_more",
                "with a file more",
                skill().file(LIST, ONE + "x\tkept/0001\t-\t-\n").file("kept/0001", "x"));
        cases.add("file_unlisted", "with a file more that no list names", skill().file("skill/x.md", "x"));
        cases.add("file_missing", "without a file that its list names", skill().file("skill/SKILL.md", (byte[]) null));
        cases.add("list_missing", "without a list of its files", skill().file(LIST, (byte[]) null));
        cases.add("list_empty", "with a list that names nothing", skill().file(LIST, ""));
        cases.add("list_twice", "with a list that names a file twice", skill().file(LIST, ONE + ONE));
        cases.add(
                "list_elsewhere",
                "whose list names a file of the wrapper",
                skill().file(LIST, ONE.replace("skill/SKILL.md", "SKILL.md")));
        cases.add("list_bytes", "whose list is no text", skill().file(LIST, new byte[] {(byte) 0xff, '\t', '\n'}));
        return cases.cases;
    }

    /** Of a folder with one file. */
    static TestSkill skill() {
        return Scene.legacySkill().file(LIST, ONE).file("skill/SKILL.md", "# Hello\n");
    }

    private void add(String name, String what, TestSkill changed) {
        cases.add(new BadCase(
                "folder." + name,
                "a legacy skill, beside a statement of its folder: " + what,
                "content",
                "content_mismatch",
                scene -> {
                    String shown = scene.legacy(skill()).statement().content();
                    SignedRelease release = scene.legacy(changed);
                    Envelope envelope = Envelope.unsigned(
                            release.statement().withContent(shown).write());
                    Verifier verifier = scene.verifier();
                    return () -> verifier.artifact(release.jar(), verifier.unvouched(envelope));
                }));
    }
}
