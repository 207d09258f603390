package net.chingtech.ctos.verify.internal.hub;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Signers;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * The root that is trusted now, and the one that was trusted first, in one file so that they never part.
 *
 * @param first SHA-256 in hex of the root file that the container was told to trust
 * @param file the present root file
 */
public record TrustedRoot(String first, byte[] file, Root root) {

    static final long LARGEST = 512 * 1024;

    /** On disk. */
    private record Stored(String first, byte[] root) {}

    /** What is kept, or nothing when no root was ever trusted. */
    static Optional<TrustedRoot> load(HubFolder folder) throws Refused {
        try {
            Optional<byte[]> file = folder.read(HubFolder.TRUSTED_ROOT, 2 * LARGEST);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            Stored stored = Json.read(file.get(), Stored.class);
            if (stored.root == null || !Digests.isSha256Hex(stored.first)) {
                throw new FormatException("json_invalid", "$", "first and root", "something missing");
            }
            return Optional.of(signedByItself("the trusted root", stored.first, stored.root));
        } catch (IOException | FormatException | Refused e) {
            throw Refusals.rootDamaged(e);
        }
    }

    /** A root that nothing vouches for but the pin. */
    static TrustedRoot signedByItself(String path, String first, byte[] file) throws Refused {
        try {
            Root root = SignedMetadata.read(file).as(Root.class);
            return new TrustedRoot(
                    first,
                    file,
                    Verified.of(path, file, Root.class, Role.ROOT, root).role());
        } catch (FormatException e) {
            throw Refusals.invalid(path, e);
        }
    }

    void store(HubFolder folder) throws Refused {
        folder.write(HubFolder.TRUSTED_ROOT, Json.write(new Stored(first, file)));
    }

    /** The root that follows this one: signed by enough keys of this one, and of its own (5.3.4, 5.3.5). */
    TrustedRoot followedBy(String path, byte[] next) throws Refused {
        try {
            SignedMetadata document = SignedMetadata.read(next);
            Signers mine = Signers.of(document, root, Role.ROOT);
            if (mine.keyids().isEmpty()) {
                throw Refusals.rootChanged(Digests.sha256Hex(file), Digests.sha256Hex(next));
            }
            if (!mine.enough()) {
                throw Refusals.signatures(path, mine);
            }
            TrustedRoot following = signedByItself(path, first, next);
            long version = following.root.version();
            if (version <= root.version()) {
                throw Refusals.rolledBack("its root", root.version(), version);
            }
            if (version != root.version() + 1) {
                throw Refusals.invalid(path, "it says that it is version " + version);
            }
            return following;
        } catch (FormatException e) {
            throw Refusals.invalid(path, e);
        }
    }

    boolean sameAs(TrustedRoot other) {
        return Arrays.equals(file, other.file);
    }

    /** Whether the keys of a role are others in {@code next}. */
    boolean differsIn(String role, TrustedRoot next) {
        return !root.roles().get(role).equals(next.root.roles().get(role));
    }
}
