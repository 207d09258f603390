package net.chingtech.ctos.verify.internal.hub;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.tuf.FileMeta;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Snapshot;
import net.chingtech.ctos.format.tuf.Timestamp;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * A hub's lists, all proven and of one moment.
 *
 * @param targetsFile what the snapshot says of {@code targets.json}, so that the same one is not read again
 * @param targetsExpire when {@code targets.json} does
 */
public record Known(
        TrustedRoot root,
        Timestamp timestamp,
        Snapshot snapshot,
        FileMeta targetsFile,
        Instant targetsExpire,
        TargetIndex targets) {

    /** When the first of the lists expires. */
    public Instant expires() {
        return expiries().values().stream().min(Instant::compareTo).orElseThrow();
    }

    /** The bucket that a skill is in. */
    TargetIndex.Target bucket(SkillId id) {
        return targets.bucket(id);
    }

    /** Refuses when one of the lists has expired by {@code now}. */
    void mustNotBeExpired(Instant now, Optional<Instant> hubClock) throws Refused {
        for (Map.Entry<String, Instant> role : expiries().entrySet()) {
            mustNotBeExpired(role.getKey(), role.getValue(), now, hubClock);
        }
    }

    static void mustNotBeExpired(String role, Instant expires, Instant now, Optional<Instant> hubClock) throws Refused {
        if (expires.isAfter(now)) {
            return;
        }
        if (hubClock.isPresent() && holds(expires, hubClock.get(), now)) {
            throw Refusals.clockAhead(role, expires, now, hubClock.get());
        }
        throw Refusals.expired(role, expires, now, hubClock);
    }

    /** Whether a list that has expired here still holds at the hub, by a clock that really is another. */
    private static boolean holds(Instant expires, Instant hubClock, Instant now) {
        return hubClock.isBefore(expires) && hubClock.isBefore(now.minus(Moments.TOLERANCE));
    }

    private Map<String, Instant> expiries() {
        Map<String, Instant> expiries = new LinkedHashMap<>();
        expiries.put(Role.ROOT, root.root().expires());
        expiries.put(Role.TIMESTAMP, timestamp.expires());
        expiries.put(Role.SNAPSHOT, snapshot.expires());
        expiries.put(Role.TARGETS, targetsExpire);
        return expiries;
    }
}
