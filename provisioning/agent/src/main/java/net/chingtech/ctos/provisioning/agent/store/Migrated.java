package net.chingtech.ctos.provisioning.agent.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/**
 * A legacy skill that was migrated. It stays where it was, untouched: its release in {@code skills/installed}, its data,
 * settings and values as those of an uninstalled skill. What follows it was given copies.
 *
 * @param legacy as it was installed
 * @param follower what took its place
 * @param followerVersion the version of that which did
 * @param brought whether the migration installed the follower; otherwise it was there before
 * @param until until when it can be undone
 * @param values names of the values that were carried over; never values
 * @param data what of its data folder was carried over
 * @param gone whether its time was over, and it was removed; only the memory of it is left
 * @param transaction the one that migrated it
 * @param broughtWith what the migration installed because the follower needs it; null in a registry of before
 */
public record Migrated(
        Entry legacy,
        SkillId follower,
        SkillVersion followerVersion,
        boolean brought,
        Instant at,
        Instant until,
        List<String> values,
        List<String> data,
        boolean gone,
        String transaction,
        List<SkillId> broughtWith) {

    /** How long it can be undone. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** How long it is remembered that it was migrated, so that people are told why it cannot be undone any more. */
    static final Duration REMEMBERED = Duration.ofDays(365);

    public Migrated {
        values = values == null ? List.of() : List.copyOf(values);
        data = data == null ? List.of() : List.copyOf(data);
        broughtWith = broughtWith == null ? List.of() : List.copyOf(broughtWith);
    }

    public SkillId id() {
        return legacy.id();
    }

    /** Whether it is still kept. */
    public boolean isKept(Instant now) {
        return !gone && until.isAfter(now);
    }

    Migrated forgotten() {
        return new Migrated(
                legacy, follower, followerVersion, brought, at, until, values, data, true, transaction, broughtWith);
    }
}
