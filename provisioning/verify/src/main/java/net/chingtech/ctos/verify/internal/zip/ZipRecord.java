package net.chingtech.ctos.verify.internal.zip;

/**
 * One entry, as its central header says and its local header agrees.
 *
 * @param name as it is written, checked
 * @param needed the version of ZIP that unpacks it
 * @param flags general purpose bits
 * @param method 0 stored, 8 deflated
 * @param time date and time in MS-DOS form, the time in the lower half
 * @param crc CRC-32 of the unpacked bytes
 * @param compressedSize in bytes
 * @param size unpacked, in bytes
 * @param headerOffset where its local header begins
 * @param dataOffset where its packed bytes begin; set once the local header was read
 */
public record ZipRecord(
        String name,
        int needed,
        int flags,
        int method,
        long time,
        long crc,
        long compressedSize,
        long size,
        long headerOffset,
        long dataOffset) {

    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int HAS_DESCRIPTOR = 1 << 3;
    static final int UTF8 = 1 << 11;

    public boolean isFolder() {
        return name.endsWith("/");
    }

    boolean hasDescriptor() {
        return (flags & HAS_DESCRIPTOR) != 0;
    }

    ZipRecord at(long data) {
        return new ZipRecord(name, needed, flags, method, time, crc, compressedSize, size, headerOffset, data);
    }
}
