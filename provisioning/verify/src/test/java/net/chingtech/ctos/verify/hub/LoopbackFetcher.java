package net.chingtech.ctos.verify.hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Fetches over HTTP with a cap and a deadline, for both clients. */
final class LoopbackFetcher implements MetadataFetcher {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** An answer that comes in more pieces in a row as small as this never ends, on a slow machine neither. */
    private static final int TINY = 64;

    private static final int MOST_TINY = 20;
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final URI address;
    private final Supplier<Optional<Instant>> hubClock;

    /** From a hub that does not say how late it is. */
    LoopbackFetcher(URI address) {
        this(address, Optional::empty);
    }

    /** @param hubClock what the hub's clock says: the server of a test says the time of the day */
    LoopbackFetcher(URI address, Supplier<Optional<Instant>> hubClock) {
        this.address = address;
        this.hubClock = hubClock;
    }

    @Override
    public Optional<Instant> hubClock() {
        return hubClock.get();
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws IOException {
        long begun = System.nanoTime();
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve(path).toURL().openConnection();
        connection.setReadTimeout((int) DEADLINE.toMillis());
        try {
            int status = connection.getResponseCode();
            if (status == NOT_FOUND) {
                throw new NotThere(path);
            }
            if (status != OK) {
                throw new IOException("status " + status);
            }
            try (InputStream in = connection.getInputStream()) {
                return read(in, path, maxLength, begun);
            }
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] read(InputStream in, String path, long maxLength, long begun) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        int tiny = 0;
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            out.write(some, 0, n);
            if (out.size() > maxLength) {
                throw new TooLarge(path, maxLength);
            }
            tiny = n < TINY ? tiny + 1 : 0;
            if (tiny > MOST_TINY || System.nanoTime() - begun > DEADLINE.toNanos()) {
                throw new SocketTimeoutException("too slow: " + path);
            }
        }
        return out.toByteArray();
    }
}
