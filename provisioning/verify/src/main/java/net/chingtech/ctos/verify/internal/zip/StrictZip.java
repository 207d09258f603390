package net.chingtech.ctos.verify.internal.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.verify.internal.Refused;

/** A ZIP that was read strictly, so that every reader sees the same files in it. */
public final class StrictZip {

    private final RandomBytes zip;
    private final Map<String, ZipRecord> entries;

    private StrictZip(RandomBytes zip, List<ZipRecord> records) {
        this.zip = zip;
        Map<String, ZipRecord> byName = new LinkedHashMap<>();
        records.forEach(entry -> byName.put(entry.name(), entry));
        this.entries = Collections.unmodifiableMap(byName);
    }

    /**
     * Reads and checks everything, each file's bytes too.
     *
     * @param library whether it is a library that others built: folders and names that differ by case are then allowed
     */
    public static StrictZip read(RandomBytes zip, boolean library, Limits limits) throws Refused, IOException {
        CentralDirectory directory = CentralDirectory.read(zip, library, limits);
        for (ZipRecord entry : directory.entries()) {
            limits.entry(entry);
        }
        List<ZipRecord> entries = new LocalHeaders(zip).agreeWith(directory);
        for (ZipRecord entry : entries) {
            new EntryContent(zip, entry).check();
        }
        return new StrictZip(zip, entries);
    }

    /** The entries in the order of the file. */
    public Collection<ZipRecord> entries() {
        return entries.values();
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The unpacked size of a file that is there, in bytes. */
    public long size(String name) {
        return entries.get(name).size();
    }

    /** The bytes of a file that is there, whole; its size was held to the limits. */
    public byte[] content(String name) throws Refused, IOException {
        ZipRecord entry = entries.get(name);
        byte[] bytes = new byte[Math.toIntExact(entry.size())];
        int[] at = {0};
        read(name, (buffer, length) -> {
            System.arraycopy(buffer, 0, bytes, at[0], length);
            at[0] += length;
            return true;
        });
        return bytes;
    }

    /** The bytes of a file that is there, to be read at any place: where they lie when they are stored, else in memory. */
    public RandomBytes open(String name) throws Refused, IOException {
        ZipRecord entry = entries.get(name);
        return entry.method() == ZipRecord.STORED
                ? RandomBytes.part(zip, entry.dataOffset(), entry.size())
                : RandomBytes.of(content(name));
    }

    /** Hands the bytes of a file that is there to a sink, piece by piece, as long as it wants more. */
    public void read(String name, Sink sink) throws Refused, IOException {
        new EntryContent(zip, entries.get(name)).read(sink);
    }

    /** The first bytes of a file that is there; fewer when it is shorter. */
    public byte[] head(String name, int length) throws Refused, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        read(name, (buffer, n) -> {
            bytes.write(buffer, 0, Math.min(n, length - bytes.size()));
            return bytes.size() < length;
        });
        return bytes.toByteArray();
    }
}
