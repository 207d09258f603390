package net.chingtech.ctos.provisioning.agent.update;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;

/**
 * {@code skills/update-state.json}.
 *
 * @param lastCheck null when there was none yet
 * @param waiting skills of which something newer was seen, each with when it is looked at again
 */
public record UpdateFile(int format, Instant lastCheck, SortedMap<SkillId, Instant> waiting) {

    static final int FORMAT = 1;

    static final UpdateFile EMPTY = new UpdateFile(FORMAT, null, null);

    public UpdateFile {
        waiting = waiting == null ? new TreeMap<>() : new TreeMap<>(waiting);
    }
}
