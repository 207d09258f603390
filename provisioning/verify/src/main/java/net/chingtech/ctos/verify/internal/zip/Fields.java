package net.chingtech.ctos.verify.internal.zip;

/** The little-endian numbers of a ZIP header. */
record Fields(byte[] bytes) {

    int u16(int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    long u32(int at) {
        return u16(at) | (long) u16(at + 2) << 16;
    }
}
