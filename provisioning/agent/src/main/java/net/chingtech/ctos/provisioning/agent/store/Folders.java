package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.SkillFolder;

/** Where releases and data lie in a home, and the few things that are done with folders. */
public record Folders(ContainerHome home) {

    public static final String ARTIFACT = "artifact.jar";
    public static final String MANIFEST = "manifest.json";
    public static final String STATEMENT = "statement.json";

    public Path release(SkillId id, SkillVersion version) {
        return home.installed().resolve(id + "_" + version);
    }

    public Path artifact(SkillId id, SkillVersion version) {
        return release(id, version).resolve(ARTIFACT);
    }

    public Path statement(SkillId id, SkillVersion version) {
        return release(id, version).resolve(STATEMENT);
    }

    public Path manifest(SkillId id, SkillVersion version) {
        return release(id, version).resolve(MANIFEST);
    }

    public Path data(SkillId id) {
        return home.data().resolve(id.value());
    }

    /** What administrators brought as files. */
    public Path files() {
        return home.root().resolve("skills/files");
    }

    public Path cached(String sha256) {
        return home.cache().resolve(sha256 + ".jar");
    }

    /** Whether a skill has kept anything in its data folder. */
    public boolean hasData(SkillId id) {
        Path data = data(id);
        if (!Files.isDirectory(data)) {
            return false;
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            // What cannot be read is treated as data that must not be lost.
            return true;
        }
    }

    /** The skill whose folder it is, by its name; empty for what somebody else put there. */
    static Optional<SkillId> id(Path folder) {
        try {
            return Optional.of(SkillId.parse(folder.getFileName().toString()));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    /** Moves a finished folder to its place, at once. */
    public static void moveIntoPlace(Path finished, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        WholeFile.syncFolder(place.getParent());
    }

    public static void makeReadOnly(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    }

    /** Deletes a folder and all in it; a link is deleted, never followed. */
    public static void delete(Path folder) throws IOException {
        SkillFolder.delete(folder);
    }

    /** What lies in a folder, sorted; nothing when it is not there. */
    public static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** SHA-256 of a file, in hex. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digests.hex(digest.digest());
    }
}
