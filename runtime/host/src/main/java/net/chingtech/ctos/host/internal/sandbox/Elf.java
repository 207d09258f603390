package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads of a program who loads it: the dynamic loader that an ELF file names, or the interpreter of a script. */
final class Elf {

    private static final int HEAD = 64 * 1024;
    private static final int MAGIC = 0x7f454c46;
    private static final int PROGRAM_HEADERS_AT = 32;
    private static final int PROGRAM_HEADER_SIZE_AT = 54;
    private static final int PROGRAM_HEADER_COUNT_AT = 56;
    private static final int INTERPRETER = 3;

    private Elf() {}

    /** The dynamic loader of a 64-bit little-endian program; empty for a static one, a library, and what is no ELF. */
    static Optional<Path> loader(Path file) throws IOException {
        ByteBuffer head = head(file);
        if (head.limit() < 64 || head.getInt(0) != MAGIC || head.get(4) != 2 || head.get(5) != 1) {
            return Optional.empty();
        }
        head.order(ByteOrder.LITTLE_ENDIAN);
        long at = head.getLong(PROGRAM_HEADERS_AT);
        int size = Short.toUnsignedInt(head.getShort(PROGRAM_HEADER_SIZE_AT));
        int count = Short.toUnsignedInt(head.getShort(PROGRAM_HEADER_COUNT_AT));
        for (int i = 0; i < count; i++) {
            long header = at + (long) i * size;
            if (header < 0 || header + 40 > head.limit()) {
                break;
            }
            if (head.getInt((int) header) == INTERPRETER) {
                return text(head, head.getLong((int) header + 8), head.getLong((int) header + 32));
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> text(ByteBuffer head, long offset, long length) {
        if (offset < 0 || length < 2 || offset + length > head.limit()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) length - 1];
        head.get((int) offset, bytes);
        return Optional.of(Path.of(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** What a script's first line names after {@code #!}, with its arguments; empty when it is no script. */
    static Optional<String> interpreter(Path file) throws IOException {
        ByteBuffer head = head(file);
        if (head.limit() < 3 || head.get(0) != '#' || head.get(1) != '!') {
            return Optional.empty();
        }
        String text = StandardCharsets.UTF_8.decode(head).toString();
        return text.substring(2).lines().findFirst().map(String::strip);
    }

    private static ByteBuffer head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(HEAD));
        }
    }
}
