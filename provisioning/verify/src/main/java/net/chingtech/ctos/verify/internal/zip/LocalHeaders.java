package net.chingtech.ctos.verify.internal.zip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * Walks the entries from the first byte of the file to the central directory: every local header says what the central
 * one says, and each entry begins where the one before it ends.
 */
final class LocalHeaders {

    private static final int SIZE = 30;
    private static final long SIGNATURE = 0x04034b50L;
    private static final int DESCRIPTOR_SIZE = 16;
    private static final long DESCRIPTOR_SIGNATURE = 0x08074b50L;

    private final RandomBytes zip;

    LocalHeaders(RandomBytes zip) {
        this.zip = zip;
    }

    /** The same entries, with the places of their data. */
    List<ZipRecord> agreeWith(CentralDirectory directory) throws Refused, IOException {
        List<ZipRecord> entries = new ArrayList<>();
        long at = 0;
        for (ZipRecord entry : directory.entries()) {
            if (entry.headerOffset() != at || !beginsAt(at, directory.offset())) {
                throw Refused.because(
                        "zip_gap",
                        "There are bytes before or between the files of the JAR, or files lie over each other: "
                                + Refused.shown(entry.name()));
            }
            ZipRecord placed = entry.at(dataOffset(entry, directory.offset()));
            at = endOf(placed, directory.offset());
            entries.add(placed);
        }
        if (at != directory.offset()) {
            throw Refused.because("zip_gap", "There are bytes after the last file of the JAR that belong to nothing.");
        }
        return List.copyOf(entries);
    }

    private boolean beginsAt(long offset, long limit) throws IOException {
        return offset + SIZE <= limit && new Fields(zip.read(offset, SIZE)).u32(0) == SIGNATURE;
    }

    private long dataOffset(ZipRecord entry, long limit) throws Refused, IOException {
        Fields header = new Fields(zip.read(entry.headerOffset(), SIZE));
        byte[] centralName = entry.name().getBytes(StandardCharsets.UTF_8);
        int extra = header.u16(28);
        long data = entry.headerOffset() + SIZE + header.u16(26) + extra;
        mustFit(entry, data, limit);
        boolean same = header.u16(4) == entry.needed()
                && header.u16(6) == entry.flags()
                && header.u16(8) == entry.method()
                && header.u32(10) == entry.time()
                && header.u16(26) == centralName.length
                && Arrays.equals(zip.read(entry.headerOffset() + SIZE, header.u16(26)), centralName)
                && (sameSizes(header, 14, entry) || (entry.hasDescriptor() && noSizes(header)));
        if (!same) {
            throw disagree(entry);
        }
        ExtraFields.check(zip.read(data - extra, extra));
        return data;
    }

    private long endOf(ZipRecord entry, long limit) throws Refused, IOException {
        long end = entry.dataOffset() + entry.compressedSize();
        mustFit(entry, end, limit);
        if (!entry.hasDescriptor()) {
            return end;
        }
        // A stored entry with its size behind it has no end that can be seen.
        if (entry.method() == ZipRecord.STORED) {
            throw disagree(entry);
        }
        mustFit(entry, end + DESCRIPTOR_SIZE, limit);
        Fields descriptor = new Fields(zip.read(end, DESCRIPTOR_SIZE));
        if (descriptor.u32(0) != DESCRIPTOR_SIGNATURE || !sameSizes(descriptor, 4, entry)) {
            throw disagree(entry);
        }
        return end + DESCRIPTOR_SIZE;
    }

    private static boolean sameSizes(Fields fields, int at, ZipRecord entry) {
        return fields.u32(at) == entry.crc()
                && fields.u32(at + 4) == entry.compressedSize()
                && fields.u32(at + 8) == entry.size();
    }

    private static boolean noSizes(Fields header) {
        return header.u32(14) == 0 && header.u32(18) == 0 && header.u32(22) == 0;
    }

    private static void mustFit(ZipRecord entry, long end, long limit) throws Refused {
        if (end > limit) {
            throw Refused.because(
                    "zip_malformed", "A file reaches over the end of the JAR: " + Refused.shown(entry.name()));
        }
    }

    private static Refused disagree(ZipRecord entry) {
        return Refused.because(
                "zip_mismatch", "The JAR says two different things about one file: " + Refused.shown(entry.name()));
    }
}
