package net.chingtech.ctos.verify.internal.zip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * The list of entries at the end of a ZIP (APPNOTE 4.3.12, 4.3.16): at its exact end, in one part, without comments.
 *
 * @param entries in the order of the list
 * @param offset where the list begins, so where the entries must have ended
 */
record CentralDirectory(List<ZipRecord> entries, long offset) {

    private static final int END_SIZE = 22;
    private static final int HEADER_SIZE = 46;
    private static final long END_SIGNATURE = 0x06054b50L;
    private static final long HEADER_SIGNATURE = 0x02014b50L;
    private static final int LARGEST = 4 << 20;
    private static final int SAYS_ZIP64 = 0xffff;
    private static final long SAYS_ZIP64_LONG = 0xffff_ffffL;

    /** Encrypted, patched, strongly encrypted, masked: only a descriptor, UTF-8 and the packer's effort are known. */
    private static final int KNOWN_FLAGS = ZipRecord.HAS_DESCRIPTOR | ZipRecord.UTF8 | 0b110;

    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int NEWEST_FEATURES = 20;

    static CentralDirectory read(RandomBytes zip, boolean library, Limits limits) throws Refused, IOException {
        if (zip.size() < END_SIZE) {
            throw malformed("The file is too short to be a JAR.");
        }
        Fields end = new Fields(zip.read(zip.size() - END_SIZE, END_SIZE));
        // 1. The end record is the file's last 22 bytes, so it has no comment and nothing comes after it.
        if (end.u32(0) != END_SIGNATURE || end.u16(20) != 0) {
            throw Refused.because(
                    "zip_trailing", "The file is not a JAR, or has other bytes or a comment after the end of the JAR.");
        }
        int count = end.u16(10);
        long size = end.u32(12);
        long offset = end.u32(16);
        if (count == SAYS_ZIP64 || size == SAYS_ZIP64_LONG || offset == SAYS_ZIP64_LONG) {
            throw Refused.because("zip_zip64", "The JAR uses the ZIP64 form, which no skill needs.");
        }
        if (end.u16(4) != 0 || end.u16(6) != 0 || end.u16(8) != count) {
            throw malformed("The JAR is one part of several.");
        }
        // 2. The list ends where the end record begins.
        if (offset + size != zip.size() - END_SIZE) {
            throw Refused.because("zip_gap", "There are bytes around the list of files that belong to nothing.");
        }
        if (size > LARGEST) {
            throw Limits.tooLarge("a list of files of " + size + " bytes");
        }
        // 3. It has as many entries as it says, and those are few enough to be kept.
        limits.entries(count);
        return new CentralDirectory(entries(zip.read(offset, (int) size), count, library), offset);
    }

    private static List<ZipRecord> entries(byte[] list, int count, boolean library) throws Refused {
        EntryNames names = new EntryNames(library);
        List<ZipRecord> entries = new ArrayList<>();
        int at = 0;
        while (at < list.length) {
            if (entries.size() == count) {
                throw otherLength();
            }
            if (list.length - at < HEADER_SIZE) {
                throw malformed("The list of files is cut off.");
            }
            Fields header = new Fields(Arrays.copyOfRange(list, at, at + HEADER_SIZE));
            if (header.u32(0) != HEADER_SIGNATURE) {
                throw malformed("The list of files holds something else.");
            }
            int nameEnd = at + HEADER_SIZE + header.u16(28);
            int extraEnd = nameEnd + header.u16(30);
            if (extraEnd > list.length) {
                throw malformed("The list of files is cut off.");
            }
            ZipRecord entry = entry(header, Arrays.copyOfRange(list, at + HEADER_SIZE, nameEnd), names);
            ExtraFields.check(Arrays.copyOfRange(list, nameEnd, extraEnd));
            if (entry.isFolder() && !library) {
                throw Refused.because(
                        "zip_folder",
                        "The JAR has an entry for a folder, which no signature covers: " + Refused.shown(entry.name()),
                        "Ask its publisher to sign the skill with: ./ctos sign");
            }
            entries.add(entry);
            at = extraEnd;
        }
        if (entries.size() != count) {
            throw otherLength();
        }
        return entries;
    }

    private static ZipRecord entry(Fields header, byte[] nameBytes, EntryNames names) throws Refused {
        int flags = header.u16(8);
        String name = names.next(nameBytes, (flags & ZipRecord.UTF8) != 0);
        if ((flags & ENCRYPTED) != 0) {
            throw Refused.because("zip_encrypted", "A file in the JAR is encrypted: " + Refused.shown(name));
        }
        int method = header.u16(10);
        boolean known = (flags & ~KNOWN_FLAGS) == 0
                && (method == ZipRecord.STORED || method == ZipRecord.DEFLATED)
                && header.u16(6) <= NEWEST_FEATURES;
        if (!known) {
            throw Refused.because(
                    "zip_feature", "A file in the JAR is packed in a way that is not allowed: " + Refused.shown(name));
        }
        if (header.u16(32) != 0 || header.u16(34) != 0) {
            throw malformed("A file in the JAR has a comment, or is in another part: " + Refused.shown(name));
        }
        FileKind.mustBePlain(header.u16(4) >>> 8, header.u32(38), name);
        ZipRecord entry = new ZipRecord(
                name,
                header.u16(6),
                flags,
                method,
                header.u32(12),
                header.u32(16),
                header.u32(20),
                header.u32(24),
                header.u32(42),
                -1);
        if (entry.compressedSize() == SAYS_ZIP64_LONG
                || entry.size() == SAYS_ZIP64_LONG
                || entry.headerOffset() == SAYS_ZIP64_LONG) {
            throw Refused.because("zip_zip64", "The JAR uses the ZIP64 form, which no skill needs.");
        }
        return entry;
    }

    private static Refused otherLength() {
        return malformed("The list of files has another length than it says.");
    }

    private static Refused malformed(String detail) {
        return Refused.because("zip_malformed", detail);
    }
}
