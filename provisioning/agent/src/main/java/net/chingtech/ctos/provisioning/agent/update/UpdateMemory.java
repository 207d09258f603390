package net.chingtech.ctos.provisioning.agent.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.runtime.ContainerHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the update agent remembers over a start: when it looked last, and what it has still to do. */
public final class UpdateMemory {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateMemory.class);

    private final Path file;
    private UpdateFile now;

    private UpdateMemory(Path file, UpdateFile now) {
        this.file = file;
        this.now = now;
    }

    /** What cannot be read counts as never looked: then it looks soon, and knows all again. */
    public static UpdateMemory open(ContainerHome home) {
        Path file = home.registry().resolveSibling("update-state.json");
        if (Files.exists(file)) {
            try {
                UpdateFile found = Json.read(Files.readAllBytes(file), UpdateFile.class);
                if (found.format() == UpdateFile.FORMAT) {
                    return new UpdateMemory(file, found);
                }
            } catch (IOException | FormatException e) {
                LOG.warn("{} cannot be read, and is made anew: {}", file, e.getMessage());
            }
        }
        return new UpdateMemory(file, UpdateFile.EMPTY);
    }

    /** Null when there was none yet. */
    synchronized Instant lastCheck() {
        return now.lastCheck();
    }

    /**
     * That the sources were asked, and of which skills they have something newer: all of these are looked at.
     *
     * @param all whether all sources answered; otherwise what was known before may still hold
     */
    synchronized void checked(Instant at, Collection<SkillId> newer, boolean all) {
        SortedMap<SkillId, Instant> waiting = new TreeMap<>(all ? Map.of() : now.waiting());
        newer.forEach(id -> waiting.put(id, at));
        write(new UpdateFile(UpdateFile.FORMAT, at, waiting));
    }

    /** The skills that are to be looked at now, by id. */
    synchronized List<SkillId> due(Instant time) {
        return now.waiting().keySet().stream()
                .filter(id -> !now.waiting().get(id).isAfter(time))
                .toList();
    }

    synchronized void later(SkillId id, Instant when) {
        SortedMap<SkillId, Instant> waiting = new TreeMap<>(now.waiting());
        waiting.put(id, when);
        write(new UpdateFile(UpdateFile.FORMAT, now.lastCheck(), waiting));
    }

    synchronized void done(SkillId id) {
        SortedMap<SkillId, Instant> waiting = new TreeMap<>(now.waiting());
        if (waiting.remove(id) != null) {
            write(new UpdateFile(UpdateFile.FORMAT, now.lastCheck(), waiting));
        }
    }

    private void write(UpdateFile next) {
        now = next;
        try {
            WholeFile.write(file, Json.writePretty(next));
        } catch (IOException e) {
            LOG.warn("{} could not be written; a start would look for updates once more", file, e);
        }
    }
}
