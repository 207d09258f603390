package net.chingtech.ctos.launcher.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** Looks into a skill's JAR. */
public final class SkillFile {

    private static final int LARGEST = 1024 * 1024;

    private SkillFile() {}

    /** @throws CommandFailed {@code jar_unreadable}, {@code manifest_missing}, {@code manifest_invalid} */
    public static SkillManifest manifest(Path jar) throws CommandFailed {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(SkillManifest.PATH);
            if (entry == null) {
                throw new CommandFailed(
                        "manifest_missing", jar + " is no skill: it has no manifest.json", "Build it with the bnd kit");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return SkillManifest.read(in.readNBytes(LARGEST));
            }
        } catch (IOException e) {
            throw new CommandFailed(
                    "jar_unreadable", jar + " cannot be read as a JAR", "Name the skill's JAR under target/", e);
        } catch (FormatException e) {
            throw new CommandFailed(e.code(), jar + ": " + e.getMessage(), "Correct it and build again", e);
        }
    }
}
