package net.chingtech.ctos.sign.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;

/**
 * Where a hub has its roots and its online keys: {@code metadata/N.root.json}, and {@code metadata-keys/ROLE.pem} for its
 * owner's eyes only. A new online key waits as {@code ROLE.next.pem} until the root that names it is in place.
 */
public final class HubFolder {

    private static final Pattern ROOT = Pattern.compile("([1-9][0-9]{0,17})\\.root\\.json");

    private final Path home;

    public HubFolder(Path hubHome) {
        this.home = hubHome.toAbsolutePath().normalize();
    }

    /** The file of an online role's key. */
    public Path onlineKey(String role) {
        return keys().resolve(role + ".pem");
    }

    /** The file of one root. */
    public Path root(long version) {
        return metadata().resolve(version + ".root.json");
    }

    /** The version of the newest root; empty when there is none yet. */
    public OptionalLong newestVersion() throws IOException {
        if (!Files.isDirectory(metadata())) {
            return OptionalLong.empty();
        }
        try (Stream<Path> files = Files.list(metadata())) {
            return files.map(file -> ROOT.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max();
        }
    }

    /**
     * The newest root.
     *
     * @throws SigningFailed {@code hub_has_no_root}, {@code root_invalid}
     */
    public Root newest() throws IOException, SigningFailed {
        long version = newestVersion()
                .orElseThrow(() ->
                        failed("hub_has_no_root", home + " has no root yet.", "Make one with: ./ctos hub keys create"));
        return read(root(version));
    }

    /**
     * What containers know the hub by: SHA-256 of its first root, in hex.
     *
     * @throws SigningFailed {@code hub_has_no_root}
     */
    public String fingerprint() throws IOException, SigningFailed {
        if (!Files.exists(root(1))) {
            throw failed("hub_has_no_root", home + " has no first root.", "Make one with: ./ctos hub keys create");
        }
        return Digests.sha256Hex(Files.readAllBytes(root(1)));
    }

    /**
     * Sees that a folder of root keys is not where whoever gets into the hub finds it.
     *
     * @throws SigningFailed {@code root_keys_in_hub}
     */
    public void mustBeOutside(Path folder) throws IOException, SigningFailed {
        if (real(folder).startsWith(real(home))) {
            throw failed(
                    "root_keys_in_hub",
                    folder + " is inside the hub's home " + home + ".",
                    "Keep root keys off the hub: best on another machine, or on a medium that is locked away.");
        }
    }

    /** The key files in a folder of root keys, in the order of their names; public ones are left out. */
    public static List<Path> rootKeys(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".pem") && !file.toString().endsWith("public.pem"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Makes keys for online roles; they are used once a root names them. One that waits already is taken again.
     *
     * @return the public ones, by role
     */
    public Map<String, PublicKey> nextKeys(Iterable<String> roles) throws IOException, SigningFailed {
        Files.createDirectories(home);
        Files.createDirectories(keys());
        Files.setPosixFilePermissions(keys(), PosixFilePermissions.fromString("rwx------"));
        Map<String, PublicKey> made = new LinkedHashMap<>();
        for (String role : roles) {
            if (!Files.exists(next(role))) {
                SigningKey.generate().write(next(role));
            }
            made.put(role, SigningKey.read(next(role)).publicKey());
        }
        return made;
    }

    /**
     * Puts a root in place that {@link RootCeremony#finished} gave, and the online keys that waited for it.
     *
     * @throws SigningFailed {@code root_exists}, {@code root_invalid}
     */
    public void put(SignedMetadata finished) throws IOException, SigningFailed {
        Path file = root(RootCeremony.read(finished).version());
        if (Files.exists(file)) {
            throw failed("root_exists", file + " is there already.", "Prepare the next one from it.");
        }
        Files.createDirectories(metadata());
        Path half = Files.createTempFile(
                metadata(),
                ".",
                ".half",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(finished.write()));
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        settle();
    }

    /** Takes those online keys into use that the newest root names; also what a killed {@link #put} left to do. */
    public void settle() throws IOException, SigningFailed {
        Root root = newest();
        for (String role : RootCeremony.ONLINE) {
            if (Files.exists(next(role))) {
                String id = MetadataKey.ed25519(SigningKey.read(next(role)).publicKey())
                        .id();
                if (root.roles().get(role).keyids().equals(List.of(id))) {
                    Files.move(next(role), onlineKey(role), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private static Root read(Path file) throws IOException, SigningFailed {
        try {
            return RootCeremony.read(SignedMetadata.read(Files.readAllBytes(file)));
        } catch (FormatException e) {
            throw new SigningFailed(
                    new Problem(400, "root_invalid", file + " cannot be read: " + e.getMessage(), "Look at the disk."),
                    e);
        }
    }

    private Path next(String role) {
        return keys().resolve(role + ".next.pem");
    }

    private Path keys() {
        return home.resolve("metadata-keys");
    }

    private Path metadata() {
        return home.resolve("metadata");
    }

    /** With the links of what is there resolved. */
    private static Path real(Path path) throws IOException {
        Path there = path.toAbsolutePath().normalize();
        for (Path existing = there; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing)) {
                return existing.toRealPath().resolve(existing.relativize(there));
            }
        }
        return there;
    }

    private static SigningFailed failed(String code, String detail, String nextStep) {
        return new SigningFailed(new Problem(400, code, detail, nextStep));
    }
}
