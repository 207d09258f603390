package net.chingtech.ctos.http;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks one gzip stream (RFC 1952) that is in memory, with nothing behind it. The JDK's stream goes on to the next one by
 * calling itself, so that many empty ones in a row end in a full stack. Its checksum is not looked at: what is unpacked has a
 * digest.
 */
final class Gunzip {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final byte[] packed;

    private Gunzip(byte[] packed) {
        this.packed = packed;
    }

    /**
     * @return what was packed; one byte more than {@code maxLength} when there is more
     * @throws ZipException when it is not one whole gzip stream
     */
    static byte[] unpack(byte[] packed, int maxLength) throws ZipException {
        return new Gunzip(packed).unpack(maxLength);
    }

    private byte[] unpack(int maxLength) throws ZipException {
        int start = header();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, start, packed.length - start);
            byte[] unpacked = new byte[Math.min(maxLength + 1, 8 * 1024)];
            int length = 0;
            while (!inflater.finished() && length <= maxLength) {
                if (length == unpacked.length) {
                    unpacked = Arrays.copyOf(unpacked, (int) Math.min(maxLength + 1L, length * 2L));
                }
                int more = inflater.inflate(unpacked, length, unpacked.length - length);
                if (more == 0 && !inflater.finished()) {
                    throw new ZipException("it is not whole");
                }
                length += more;
            }
            if (inflater.finished() && inflater.getRemaining() != TRAILER) {
                throw new ZipException("it does not end where its end is");
            }
            return Arrays.copyOf(unpacked, length);
        } catch (DataFormatException e) {
            throw new ZipException(String.valueOf(e.getMessage()));
        } finally {
            inflater.end();
        }
    }

    /** Where the header ends. */
    private int header() throws ZipException {
        if (at(0) != 0x1f || at(1) != 0x8b || at(2) != DEFLATE) {
            throw new ZipException("it is no gzip");
        }
        int flags = at(3);
        int end = HEADER;
        if ((flags & EXTRA) != 0) {
            end += 2 + at(end) + (at(end + 1) << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            if ((flags & text) != 0) {
                while (at(end) != 0) {
                    end++;
                }
                end++;
            }
        }
        end += (flags & HEADER_CHECKSUM) == 0 ? 0 : 2;
        at(end);
        return end;
    }

    private int at(int index) throws ZipException {
        if (index >= packed.length) {
            throw new ZipException("it is not whole");
        }
        return packed[index] & 0xff;
    }
}
