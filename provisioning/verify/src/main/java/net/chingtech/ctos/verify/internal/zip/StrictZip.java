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
        CentralDirectory directory = CentralDirectory.read(zip, library);
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

    /** The bytes of a file that is there, whole; its size was held to the limits. */
    public byte[] content(String name) throws Refused, IOException {
        ZipRecord entry = entries.get(name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(entry.size(), 1 << 20));
        new EntryContent(zip, entry).read((buffer, length) -> {
            bytes.write(buffer, 0, length);
            return true;
        });
        return bytes.toByteArray();
    }

    /** The first bytes of a file that is there; fewer when it is shorter. */
    public byte[] head(String name, int length) throws Refused, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        new EntryContent(zip, entries.get(name)).read((buffer, n) -> {
            bytes.write(buffer, 0, Math.min(n, length - bytes.size()));
            return bytes.size() < length;
        });
        return bytes.toByteArray();
    }
}
