package net.chingtech.ctos.launcher.command;

import java.util.List;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.SkillFromFolder;
import picocli.CommandLine.Option;

/** What an author says of a folder that becomes a skill; a JAR says all of it itself. */
final class FolderOptions {

    static final String NAMES = "--id, --version, --name, --license, --category and --notes";

    @Option(names = "--id", paramLabel = "ID", description = "Of a folder: the skill's id, in a name space of yours.")
    private String id;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Of a folder (default: what its SKILL.md says, or ClawHub wrote into it).")
    private String version;

    @Option(names = "--name", paramLabel = "TEXT", description = "Of a folder (default: what its SKILL.md says).")
    private String name;

    @Option(names = "--license", paramLabel = "SPDX", description = "Of a folder (default: what its SKILL.md says).")
    private String license;

    @Option(names = "--category", paramLabel = "NAME", description = "Of a folder: where people find it; repeatable.")
    private List<String> categories = List.of();

    @Option(names = "--notes", paramLabel = "TEXT", description = "Of a folder: what is new in this version.")
    private String notes;

    boolean any() {
        return id != null
                || version != null
                || name != null
                || license != null
                || !categories.isEmpty()
                || notes != null;
    }

    boolean hasId() {
        return id != null;
    }

    /** @throws FormatException {@code skill_id_invalid} */
    SkillId id() throws FormatException {
        return SkillId.parse(id);
    }

    /** @throws FormatException {@code skill_id_invalid}, {@code version_invalid} */
    SkillFromFolder.Wish wish(String author) throws FormatException {
        return new SkillFromFolder.Wish(
                id(), version == null ? null : SkillVersion.parse(version), name, author, license, categories, notes);
    }
}
