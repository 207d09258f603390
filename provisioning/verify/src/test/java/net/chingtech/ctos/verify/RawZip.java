package net.chingtech.ctos.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A ZIP written byte by byte, so that a test can make any part of it lie. */
final class RawZip {

    /** One entry; a test changes what it wants wrong. */
    static final class Entry {
        byte[] name;
        byte[] packed;
        byte[] extra = {};
        byte[] localExtra = {};
        byte[] before = {};
        byte[] comment = {};
        int flags = 1 << 11;
        int method = 8;
        int needed = 20;
        int system = 3;
        int mode = 0100644;
        int time = 0x5a210000;
        long crc;
        long size;
        long packedSize;
        long offset = -1;
        /** Sizes behind the data, and none in its own header. */
        boolean descriptor;
    }

    private final List<Entry> entries = new ArrayList<>();
    byte[] beforeDirectory = {};
    byte[] comment = {};
    int count = -1;
    int disk;
    long directoryOffset = -1;

    static RawZip with(String name, Consumer<Entry> change) {
        return new RawZip().and(name, change);
    }

    RawZip and(String name, Consumer<Entry> change) {
        Entry entry = new Entry();
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        entry.name = name.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.crc = crc.getValue();
        entry.packed = deflated(content);
        entry.packedSize = entry.packed.length;
        entry.size = content.length;
        change.accept(entry);
        entries.add(entry);
        return this;
    }

    RawZip and(String name) {
        return and(name, entry -> {});
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Entry e : entries) {
            out.writeBytes(e.before);
            long offset = e.offset >= 0 ? e.offset : out.size();
            local(out, e);
            central(directory, e, offset);
        }
        out.writeBytes(beforeDirectory);
        long offset = directoryOffset >= 0 ? directoryOffset : out.size();
        out.writeBytes(directory.toByteArray());
        int said = count >= 0 ? count : entries.size();
        put(out, 4, 0x06054b50L);
        put(out, 2, disk, 0, said, said);
        put(out, 4, directory.size(), offset);
        put(out, 2, comment.length);
        out.writeBytes(comment);
        return out.toByteArray();
    }

    /** The files without the list. */
    byte[] localBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entries.forEach(e -> local(out, e));
        return out.toByteArray();
    }

    private static void local(ByteArrayOutputStream out, Entry e) {
        put(out, 4, 0x04034b50L);
        put(out, 2, e.needed, e.flags, e.method);
        if (e.descriptor) {
            put(out, 4, e.time, 0, 0, 0);
        } else {
            put(out, 4, e.time, e.crc, e.packedSize, e.size);
        }
        put(out, 2, e.name.length, e.localExtra.length);
        out.writeBytes(e.name);
        out.writeBytes(e.localExtra);
        out.writeBytes(e.packed);
        if (e.descriptor) {
            put(out, 4, 0x08074b50L, e.crc, e.packedSize, e.size);
        }
    }

    private static void central(ByteArrayOutputStream out, Entry e, long offset) {
        put(out, 4, 0x02014b50L);
        put(out, 2, e.system << 8 | 20, e.needed, e.flags, e.method);
        put(out, 4, e.time, e.crc, e.packedSize, e.size);
        put(out, 2, e.name.length, e.extra.length, e.comment.length, 0, 0);
        put(out, 4, (long) e.mode << 16, offset);
        out.writeBytes(e.name);
        out.writeBytes(e.extra);
        out.writeBytes(e.comment);
    }

    private static void put(ByteArrayOutputStream out, int width, long... values) {
        for (long value : values) {
            for (int i = 0; i < width; i++) {
                out.write((int) (value >>> 8 * i));
            }
        }
    }
}
