package net.chingtech.ctos.verify.internal.hub;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.verify.internal.Refused;

/** The hub, as far as the network goes: files with a cap, and why there is none. */
public final class Remote {

    /** Brings a file, or nothing when the hub says that it has none. */
    public interface Fetch {
        Optional<byte[]> fetch(String path, long maxLength) throws IOException, Longer;
    }

    /** There is more than was asked for. */
    public static final class Longer extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The hub's clock, for words only: nobody proved it. */
    public interface HubClock {
        Optional<Instant> now();
    }

    private final Fetch fetch;
    private final HubClock clock;

    public Remote(Fetch fetch, HubClock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    Optional<Instant> clock() {
        return clock.now();
    }

    /** A file that may be missing. */
    Optional<byte[]> find(String path, long maxLength) throws Refused {
        try {
            Optional<byte[]> file = fetch.fetch(path, maxLength);
            if (file.isPresent() && file.get().length > maxLength) {
                throw Refusals.tooLarge(path, maxLength);
            }
            return file;
        } catch (Longer e) {
            throw Refusals.tooLarge(path, maxLength);
        } catch (IOException e) {
            throw Refusals.unreachable(path, e);
        }
    }

    /** A file that must be there. */
    byte[] get(String path, long maxLength) throws Refused {
        return find(path, maxLength).orElseThrow(() -> Refusals.missing(path));
    }
}
