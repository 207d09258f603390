package net.chingtech.ctos.provisioning;

import java.time.Instant;
import net.chingtech.ctos.format.SkillVersion;

/**
 * An earlier committed state of an installed skill that can be gone back to: version, settings and data as of one moment.
 *
 * @param stateId names it
 * @param until when the skill left it
 * @param bytes how much its release and its backup take on disk
 * @param hasData whether data was kept with it; without, going back keeps the data that is there
 * @param migrated whether a migration ran when it was left: going back then puts its data back, unless told otherwise
 * @param whileRunning whether the data was copied while the skill ran, so that its files may be of different moments
 * @param reason why it was left, in words, such as {@code updated to 1.3.0}
 */
public record PastState(
        String stateId,
        SkillVersion version,
        Instant until,
        long bytes,
        boolean hasData,
        boolean migrated,
        boolean whileRunning,
        String reason) {}
