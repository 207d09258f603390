package net.chingtech.ctos.host.internal.process.child;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** What a process writes, no faster than its {@link Flow} lets it; a flood is an error and is told. */
final class Metered extends FilterInputStream {

    /** A line costs the reader more than its bytes. */
    private static final int A_LINE = 512;

    private final Flow flow;
    private final Runnable flooded;

    Metered(InputStream stream, Flow flow, Runnable flooded) {
        super(stream);
        this.flow = flow;
        this.flooded = flooded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        int count = super.read(bytes, from, most);
        long cost = count;
        for (int i = from; i < from + count; i++) {
            if (bytes[i] == '\n') {
                cost += A_LINE;
            }
        }
        if (count > 0) {
            pass(cost);
        }
        return count;
    }

    private void pass(long cost) throws IOException {
        try {
            if (!flow.take(cost)) {
                flooded.run();
                throw new IOException("the process writes too much");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
