package net.chingtech.ctos.access.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/** Reads a file of lines from its end, block by block. */
final class LinesBackwards {

    private static final int BLOCK = 8192;

    private LinesBackwards() {}

    /**
     * Hands out lines, without their ends, until the visitor has had enough or none is left.
     *
     * @param end where the last line's end stands
     */
    static void walk(RandomAccessFile file, long end, Visitor visitor) throws IOException {
        byte[] tail = new byte[0];
        long start = end;
        while (start > 0) {
            // 1. One block more in front of what is not handed out yet.
            int length = (int) Math.min(Math.max(BLOCK, tail.length), start);
            byte[] block = new byte[length + tail.length];
            start -= length;
            file.seek(start);
            file.readFully(block, 0, length);
            System.arraycopy(tail, 0, block, length, tail.length);
            // 2. The lines in it, but the first, which may begin earlier.
            int lineEnd = block.length;
            for (int i = block.length - 2; i >= 0; i--) {
                if (block[i] == '\n') {
                    if (!visitor.line(Arrays.copyOfRange(block, i + 1, lineEnd - 1))) {
                        return;
                    }
                    lineEnd = i + 1;
                }
            }
            tail = Arrays.copyOf(block, lineEnd);
        }
        if (tail.length > 0) {
            visitor.line(Arrays.copyOf(tail, tail.length - 1));
        }
    }

    /** Gets a line; says whether it wants one more. */
    interface Visitor {
        boolean line(byte[] line);
    }
}
