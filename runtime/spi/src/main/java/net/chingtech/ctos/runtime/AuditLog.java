package net.chingtech.ctos.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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
