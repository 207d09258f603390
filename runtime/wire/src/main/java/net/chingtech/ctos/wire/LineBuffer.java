package net.chingtech.ctos.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A line that is being written; gives up before it takes more memory than a line may have. */
final class LineBuffer extends OutputStream {

    private final int most;
    private byte[] bytes = new byte[512];
    private int length;

    LineBuffer(int most) {
        this.most = most;
    }

    @Override
    public void write(byte[] more, int offset, int count) throws IOException {
        if (count > most - length) {
            throw new IOException("The message is longer than " + most + " bytes.");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(length + count, 2L * bytes.length)));
        }
        System.arraycopy(more, offset, bytes, length, count);
        length += count;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
