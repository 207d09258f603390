package net.chingtech.ctos.clawhub.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** How much of the disk imported skills take: the oldest go first, but none that somebody may be about to install. */
final class Room {

    static final long MOST_BYTES = 500L << 20;
    static final int MOST_FILES = 1_000;

    /** Somebody who has looked plans within this time. */
    private static final Duration IN_USE = Duration.ofHours(1);

    private final long mostBytes;
    private final int mostFiles;
    /** By digest, the eldest first. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Instant at, long bytes) {}

    Room(long mostBytes, int mostFiles) {
        this.mostBytes = mostBytes;
        this.mostFiles = mostFiles;
    }

    void clear() {
        kept.clear();
    }

    void add(String sha256, Instant at, long bytes) {
        kept.remove(sha256);
        kept.put(sha256, new Kept(at, bytes));
    }

    void remove(String sha256) {
        kept.remove(sha256);
    }

    /**
     * What has to go before one more can be kept; it is forgotten here.
     *
     * @throws ProvisioningException {@code imports_full}
     */
    List<String> makeFor(String sha256, long bytes, Instant now) throws ProvisioningException {
        kept.remove(sha256);
        List<String> gone = new ArrayList<>();
        long left = kept.values().stream().mapToLong(Kept::bytes).sum();
        int files = kept.size();
        for (Map.Entry<String, Kept> eldest : kept.entrySet()) {
            if (fits(left + bytes, files + 1) || eldest.getValue().at().isAfter(now.minus(IN_USE))) {
                break;
            }
            gone.add(eldest.getKey());
            left -= eldest.getValue().bytes();
            files--;
        }
        if (!fits(left + bytes, files + 1)) {
            throw new ProvisioningException(new Problem(
                    413,
                    "imports_full",
                    "What was imported within the last hour fills the room that there is: " + (mostBytes >> 20)
                            + " MB, and " + mostFiles + " skills.",
                    "Import fewer folders at once: install these first, and look at the rest in an hour."));
        }
        kept.keySet().removeAll(gone);
        return gone;
    }

    private boolean fits(long bytes, int files) {
        return bytes <= mostBytes && files <= mostFiles;
    }
}
