package net.chingtech.ctos.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Json;
import org.osgi.annotation.versioning.ProviderType;

/** What was done to this container, by whom: appended, fsynced, never changed, each entry holding the digest of the one before. */
@ProviderType
public interface AuditLog {

    /**
     * Appends an entry.
     *
     * @param actor who: a user's or a token's name, or {@code container}
     * @param action what, in snake_case, such as {@code skill_installed}
     * @param subject to what, such as {@code net.chingtech.crm@2.0.1}
     * @param details more, for people; no secrets
     */
    void record(String actor, String action, String subject, Map<String, String> details);

    /** The newest entries, newest first. */
    List<Entry> newest(int most);

    /**
     * A page of the record, newest first. How much of the record is looked through for one page is bounded, so a page may hold
     * fewer entries than asked for, even none, and still not be the last.
     *
     * @param before only what stands before the line of this number; {@link Long#MAX_VALUE} for the first page
     * @param skill only what is about this id, in any version; null for all
     */
    default Page page(long before, String skill, int most) {
        List<Entry> fitting = newest(Integer.MAX_VALUE).stream()
                .filter(entry -> entry.number() < before && (skill == null || isAbout(entry, skill)))
                .toList();
        return fitting.size() > most
                ? new Page(fitting.subList(0, most), fitting.get(most - 1).number())
                : new Page(fitting, 0);
    }

    /** Whether an entry's subject is a skill, in any version. */
    static boolean isAbout(Entry entry, String skill) {
        return entry.subject().equals(skill) || entry.subject().startsWith(skill + "@");
    }

    /** A page of the record; {@code next} is what the page after it stands before, 0 when there is none. */
    record Page(List<Entry> entries, long next) {}

    /**
     * Entries from a number on, oldest first.
     *
     * @param number 1 for the first
     */
    default List<Entry> from(long number, int most) {
        List<Entry> all = new ArrayList<>(newest(Integer.MAX_VALUE));
        Collections.reverse(all);
        return all.stream()
                .filter(entry -> entry.number() >= number)
                .limit(most)
                .toList();
    }

    /** Writes the record as it is, one line of JSON for each entry, each ended by a line feed: the bytes that are verified. */
    default void export(OutputStream out) throws IOException {
        for (Entry entry : from(1, Integer.MAX_VALUE)) {
            out.write(Json.write(entry));
            out.write('\n');
        }
    }

    /** Whether the chain is whole. */
    Verdict verify();

    /** One entry; {@code previous} and {@code digest} are SHA-256 in hex. */
    record Entry(
            long number,
            Instant at,
            String actor,
            String action,
            String subject,
            Map<String, String> details,
            String previous,
            String digest) {}

    /** What {@link #verify()} found; {@code firstBroken} is 0 when the chain is whole. */
    record Verdict(boolean whole, long entries, long firstBroken, String detail) {}
}
