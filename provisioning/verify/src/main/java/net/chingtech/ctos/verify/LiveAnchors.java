package net.chingtech.ctos.verify;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;

/**
 * The authorities of a folder as they are now: a root put there is trusted, and one taken away is not, at the next
 * verification, without a restart. While a file in it is bad nobody is trusted, and every verification is refused with
 * {@code authority_invalid}, naming the file.
 */
public final class LiveAnchors implements Supplier<TrustAnchors> {

    private final Path folder;
    private Map<Path, String> seen;
    private TrustAnchors anchors;

    private LiveAnchors(Path folder) {
        this.folder = folder;
    }

    public static LiveAnchors of(Path folder) {
        return new LiveAnchors(folder);
    }

    @Override
    public synchronized TrustAnchors get() {
        try {
            // The files are few and small; their times could be the same after a change.
            Map<Path, String> now = digests();
            if (!now.equals(seen)) {
                anchors = load();
                seen = now;
            }
            return anchors;
        } catch (IOException e) {
            seen = null;
            return TrustAnchors.unreadable(new Problem(
                    500,
                    "authority_invalid",
                    "The folder of trusted authorities " + folder + " cannot be read: " + e.getMessage() + ".",
                    "See that the container may read it; until then no authority is trusted."));
        }
    }

    private TrustAnchors load() {
        try {
            return TrustAnchors.load(folder);
        } catch (VerificationFailed e) {
            return TrustAnchors.unreadable(e.problem());
        }
    }

    private Map<Path, String> digests() throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        for (String kind : new String[] {TrustAnchors.OFFICIAL, TrustAnchors.COMMUNITY}) {
            Path kindFolder = folder.resolve(kind);
            if (Files.notExists(kindFolder)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(kindFolder, TrustAnchors.FILES)) {
                for (Path file : files) {
                    boolean sane = Files.isRegularFile(file) && Files.size(file) <= TrustAnchors.LARGEST;
                    digests.put(file, sane ? Digests.sha256Hex(Files.readAllBytes(file)) : "");
                }
            }
        }
        return digests;
    }
}
