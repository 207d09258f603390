package net.chingtech.ctos.access.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.runtime.AuditLog.Entry;
import net.chingtech.ctos.runtime.AuditLog.Verdict;

/** Walks the whole log from its beginning and looks for the first line that does not hold. */
final class AuditWalk {

    private AuditWalk() {}

    /** @param last digest of the entry that was written last, as the running container remembers it */
    static Verdict verify(Path log, String last) throws IOException {
        String previous = AuditChain.BEGINNING;
        long entries = 0;
        // One character for each byte, so that no byte is lost in decoding.
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                entries++;
                Optional<Entry> entry = AuditChain.read(line.getBytes(StandardCharsets.ISO_8859_1));
                if (entry.isEmpty()) {
                    return broken(entries, "line " + entries + " was changed: it is not what its digest says");
                }
                if (entry.get().number() != entries || !entry.get().previous().equals(previous)) {
                    return broken(
                            entries,
                            "line " + entries + " does not follow the line before: one was taken out, "
                                    + "put in or moved");
                }
                previous = entry.get().digest();
            }
        }
        if (!previous.equals(last)) {
            return broken(entries + 1, "entries are missing after line " + entries);
        }
        return new Verdict(true, entries, 0, entries + " entries, each in its place and unchanged");
    }

    private static Verdict broken(long line, String detail) {
        return new Verdict(false, line - 1, line, detail);
    }
}
