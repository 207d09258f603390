package net.chingtech.ctos.skillhub.server.metadata;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Signers;

/**
 * The root files {@code N.root.json}, which are made elsewhere and put here. Each is used, and given out, only when it is
 * signed as itself and the one before it want; a new one is seen when it is there.
 */
final class Roots {

    private static final Duration SOON = Duration.ofDays(30);
    private static final int LARGEST = 512 * 1024;
    private static final String NAME = ".root.json";

    private final Path folder;
    private Root current;
    private String refusal;

    Roots(Path folder) {
        this.folder = folder;
    }

    /** Takes what is new; then the root that signs now. */
    synchronized Root current(Instant now) throws CannotList, IOException {
        refusal = null;
        long next = current == null ? first() : current.version() + 1;
        while (Files.exists(file(next))) {
            try {
                current = read(next);
                next++;
            } catch (FormatException e) {
                refusal = file(next) + " is not used: " + e.getMessage() + ". Take it away, or make it anew.";
                break;
            }
        }
        if (current == null) {
            throw refusal == null
                    ? new CannotList(
                            ListsState.Word.NO_ROOT,
                            "There is no root in " + folder + ". Make one with ./ctos hub keys.")
                    : new CannotList(ListsState.Word.ROOT_INVALID, refusal);
        }
        if (!now.isBefore(current.expires())) {
            throw new CannotList(
                    ListsState.Word.ROOT_EXPIRED,
                    "Root " + current.version() + " expired on " + current.expires()
                            + ". Sign a new one with the root keys: ./ctos hub keys.");
        }
        return current;
    }

    /** What to say although the root can be used. */
    synchronized Optional<CannotList> warning(Instant now) {
        if (refusal != null) {
            return Optional.of(new CannotList(ListsState.Word.ROOT_INVALID, refusal));
        }
        return Optional.ofNullable(current)
                .filter(root -> now.plus(SOON).isAfter(root.expires()))
                .map(root -> new CannotList(
                        ListsState.Word.ROOT_EXPIRES_SOON,
                        "Root " + root.version() + " expires on " + root.expires()
                                + ". Sign a new one with the root keys before: ./ctos hub keys."));
    }

    synchronized Optional<Root> last() {
        return Optional.ofNullable(current);
    }

    /** A root file that may be given out. */
    synchronized Optional<Path> file(String version) {
        try {
            long number = Long.parseLong(version);
            return Optional.ofNullable(current)
                    .filter(root -> number <= root.version())
                    .map(root -> file(number))
                    .filter(Files::isRegularFile);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Path file(long version) {
        return folder.resolve(version + NAME);
    }

    /** The lowest version that lies here: the roots before it may have been left elsewhere. */
    private long first() throws IOException {
        long lowest = Long.MAX_VALUE;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + NAME)) {
            for (Path file : files) {
                String number = file.getFileName().toString().replace(NAME, "");
                if (number.matches("[1-9][0-9]{0,17}")) {
                    lowest = Math.min(lowest, Long.parseLong(number));
                }
            }
        }
        return lowest == Long.MAX_VALUE ? 1 : lowest;
    }

    private Root read(long version) throws IOException, FormatException {
        if (Files.size(file(version)) > LARGEST) {
            throw wrong("at most " + LARGEST + " bytes", "more");
        }
        SignedMetadata document = SignedMetadata.read(Files.readAllBytes(file(version)));
        Root root = document.as(Root.class);
        if (root.version() != version) {
            throw wrong("version " + version, "version " + root.version());
        }
        for (Root judge : current == null ? new Root[] {root} : new Root[] {current, root}) {
            Signers signers = Signers.of(document, judge, Role.ROOT);
            if (!signers.enough()) {
                throw wrong(
                        signers.threshold() + " signatures of the root keys of root " + judge.version(),
                        String.valueOf(signers.keyids().size()));
            }
        }
        return root;
    }

    private static FormatException wrong(String expected, String found) {
        return new FormatException("metadata_invalid", "$", expected, found);
    }
}
