package net.chingtech.ctos.verify.internal.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that can be read at any place: a file, or a library that was taken out of one. */
public interface RandomBytes {

    long size();

    /** Reads exactly {@code length} bytes from {@code position}. */
    byte[] read(long position, int length) throws IOException;

    static RandomBytes of(byte[] bytes) {
        return new RandomBytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] read(long position, int length) throws IOException {
                if (position < 0 || position + length > bytes.length) {
                    throw new EOFException();
                }
                return java.util.Arrays.copyOfRange(bytes, (int) position, (int) position + length);
            }
        };
    }

    /** A part of others. */
    static RandomBytes part(RandomBytes whole, long offset, long size) {
        return new RandomBytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public byte[] read(long position, int length) throws IOException {
                if (position < 0 || position + length > size) {
                    throw new EOFException();
                }
                return whole.read(offset + position, length);
            }
        };
    }

    /** The bytes of an open file, of the size that it has now. */
    static RandomBytes of(FileChannel file) throws IOException {
        long size = file.size();
        return new RandomBytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public byte[] read(long position, int length) throws IOException {
                if (position < 0 || position + length > size) {
                    throw new EOFException();
                }
                ByteBuffer buffer = ByteBuffer.allocate(length);
                while (buffer.hasRemaining()) {
                    if (file.read(buffer, position + buffer.position()) < 0) {
                        throw new EOFException();
                    }
                }
                return buffer.array();
            }
        };
    }
}
