package net.chingtech.clawhub.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.ToolException;

/**
 * The skill's files as a folder that scripts can read. It lies in the temporary folder, which is emptied at every start, so what
 * a script changes in it is gone with the start.
 */
final class SkillFolder {

    private static final String FOLDER = "skill";
    private static final String WHOLE = "skill-is-whole";

    private SkillFolder() {}

    /** The folder; unpacked by the first who asks after a start. */
    static Path of(SkillContext context) throws ToolException {
        Path temp = context.tempFolder()
                .orElseThrow(
                        () -> new ToolException(
                                "script_no_folder",
                                "The scripts of this skill need a temporary folder. Grant it filesystem:temp, then call again."));
        try {
            return unpacked(temp);
        } catch (IOException e) {
            throw new ToolException(
                    "script_no_folder",
                    "The files of this skill could not be unpacked: " + e.getMessage()
                            + ". See whether the disk or the skill's quota is full.",
                    e);
        }
    }

    private static synchronized Path unpacked(Path temp) throws IOException {
        Path folder = temp.resolve(FOLDER);
        Path whole = temp.resolve(WHOLE);
        if (!Files.exists(whole)) {
            directory(folder);
            for (SkillFiles.Entry entry : SkillFiles.read().entries()) {
                unpack(entry, folder);
            }
            Files.write(whole, new byte[0]);
        }
        return folder;
    }

    private static void unpack(SkillFiles.Entry entry, Path folder) throws IOException {
        Path file = folder;
        String[] steps = entry.path().split("/");
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].isEmpty() || steps[i].equals("..") || steps[i].equals(".")) {
                throw new IOException("a file would lie outside of the skill");
            }
            file = file.resolve(steps[i]);
            if (i < steps.length - 1) {
                directory(file);
            }
        }
        Files.write(file, SkillFiles.bytes(entry.place()));
        if (entry.executable() && !file.toFile().setExecutable(true)) {
            throw new IOException("a script could not be made one that can be run");
        }
    }

    /** Not with its parents: a skill may not even look at those of its own folder. */
    private static void directory(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
        }
    }
}
