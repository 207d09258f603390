package net.chingtech.ctos.verify.hub;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Fetches files under a hub's {@code /metadata/}. Used by several threads; what it brings is believed for nothing. */
@ConsumerType
public interface MetadataFetcher {

    /** The hub answered that it has no such file (HTTP 404 or 410). Any other failure is a plain IOException. */
    final class NotThere extends IOException {
        private static final long serialVersionUID = 1L;

        public NotThere(String path) {
            super("not there: " + path);
        }
    }

    /** The file is longer than was asked for; the rest was not read. */
    final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        public TooLarge(String path, long maxLength) {
            super("longer than " + maxLength + " bytes: " + path);
        }
    }

    /**
     * Fetches one file, within a deadline of the fetcher's own.
     *
     * @param path without a slash at its beginning, such as {@code timestamp.json} or {@code targets/notices.json}
     * @param maxLength in bytes, after decompression; reading stops there
     * @throws NotThere when the hub has no such file
     * @throws TooLarge when there is more than {@code maxLength}
     * @throws IOException when the hub cannot be reached, is too slow, or answers anything else
     */
    byte[] fetch(String path, long maxLength) throws IOException;

    /**
     * What the hub's clock says now, as far as known from its last answer. Nobody proved it: it is told to people, and
     * decides between the words of two refusals, never whether anything is refused.
     */
    default Optional<Instant> hubClock() {
        return Optional.empty();
    }
}
