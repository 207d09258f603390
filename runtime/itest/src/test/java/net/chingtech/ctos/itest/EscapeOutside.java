package net.chingtech.ctos.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Files that are nobody's business in a skill: looks whether any was read, made, changed or taken away. */
final class EscapeOutside {

    private static final String NEIGHBOUR = "neighbour.txt";

    private final Path folder;
    private final Path home;
    private final Path secret;
    private final Path ownArtifact;
    private final Path marker = Path.of("/tmp", "ctos-escape-" + UUID.randomUUID());
    private final String neighbour = "neighbour-" + UUID.randomUUID();
    private final long artifactSize;

    EscapeOutside(Path folder, Path home, Path ownArtifact) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.home = home;
        this.secret = home.resolve("secrets/database-password");
        this.ownArtifact = ownArtifact;
        this.artifactSize = Files.size(ownArtifact);
        tidy();
    }

    Path folder() {
        return folder;
    }

    Path secret() {
        return secret;
    }

    Path marker() {
        return marker;
    }

    Path ownArtifact() {
        return ownArtifact;
    }

    /** What only somebody who read these files can say. */
    List<String> contents() throws IOException {
        return List.of(neighbour, Files.readString(secret).strip());
    }

    /** What was done to them; and makes it good again. */
    List<String> harm() throws IOException {
        List<String> harm = new ArrayList<>();
        Set<String> expected = Set.of(NEIGHBOUR, "door.sock");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!expected.contains(file.getFileName().toString())) {
                    harm.add("made " + file.getFileName());
                    Files.delete(file);
                }
            }
        }
        Path file = folder.resolve(NEIGHBOUR);
        if (!Files.exists(file) || !Files.readString(file).equals(neighbour)) {
            harm.add("changed " + file.getFileName());
            tidy();
        }
        if (Files.deleteIfExists(marker)) {
            harm.add("made " + marker);
        }
        if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))
                .equals("rw-------")) {
            harm.add("opened " + secret.getFileName());
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        }
        if (Files.readString(home.resolve("skills/registry.json")).length() < 10) {
            harm.add("changed the registry");
        }
        if (Files.exists(ownArtifact) && Files.size(ownArtifact) != artifactSize) {
            harm.add("changed its own JAR");
        }
        return harm;
    }

    private void tidy() throws IOException {
        Files.writeString(folder.resolve(NEIGHBOUR), neighbour);
    }
}
