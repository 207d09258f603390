package net.chingtech.ctos.verify.internal.zip;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.chingtech.ctos.verify.internal.Refused;

/** Unpacks one entry, never further than the size that it names. */
final class EntryContent {

    private static final int CHUNK = 16 * 1024;

    private final RandomBytes zip;
    private final ZipRecord entry;

    EntryContent(RandomBytes zip, ZipRecord entry) {
        this.zip = zip;
        this.entry = entry;
    }

    /** Unpacks all of it: size and CRC are as named, and the packed bytes end exactly where they should. */
    void check() throws Refused, IOException {
        CRC32 crc = new CRC32();
        read((buffer, length) -> {
            crc.update(buffer, 0, length);
            return true;
        });
        if (crc.getValue() != entry.crc()) {
            throw corrupt(null);
        }
    }

    void read(Sink sink) throws Refused, IOException {
        if (entry.method() == ZipRecord.STORED) {
            stored(sink);
            return;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflate(inflater, sink);
        } catch (DataFormatException e) {
            throw corrupt(e);
        } finally {
            inflater.end();
        }
    }

    private void stored(Sink sink) throws Refused, IOException {
        if (entry.size() != entry.compressedSize()) {
            throw corrupt(null);
        }
        for (long at = 0; at < entry.size(); at += CHUNK) {
            byte[] chunk = zip.read(entry.dataOffset() + at, (int) Math.min(CHUNK, entry.size() - at));
            if (!sink.take(chunk, chunk.length)) {
                return;
            }
        }
    }

    private void inflate(Inflater inflater, Sink sink) throws Refused, IOException, DataFormatException {
        byte[] buffer = new byte[CHUNK];
        long packed = 0;
        long unpacked = 0;
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                int length = (int) Math.min(CHUNK, entry.compressedSize() - packed);
                if (length == 0) {
                    throw corrupt(null);
                }
                inflater.setInput(zip.read(entry.dataOffset() + packed, length));
                packed += length;
            }
            int n = inflater.inflate(buffer);
            unpacked += n;
            if (unpacked > entry.size() || inflater.needsDictionary()) {
                throw corrupt(null);
            }
            if (n > 0 && !sink.take(buffer, n)) {
                return;
            }
        }
        // Bytes behind the end of the packed data would be seen by nobody, and signed by nobody.
        if (unpacked != entry.size() || inflater.getBytesRead() != entry.compressedSize()) {
            throw corrupt(null);
        }
    }

    private Refused corrupt(Exception cause) {
        return Refused.because(
                "zip_corrupt",
                "A file in the JAR does not unpack to what it says: " + Refused.shown(entry.name()),
                cause);
    }
}
