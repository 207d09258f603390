package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Violation;

/**
 * The role that says which snapshot is the present one. It expires soon, so that a held-back hub is noticed.
 *
 * @param meta by file name, {@value #FILE} among them
 */
public record Timestamp(
        @JsonProperty("_type") String type,
        String specVersion,
        long version,
        Instant expires,
        Map<String, FileMeta> meta)
        implements Role {

    /** What {@link #meta()} speaks of. */
    public static final String FILE = "snapshot.json";

    public Timestamp {
        meta = Sorted.copy(meta);
    }

    public Timestamp(long version, Instant expires, FileMeta snapshot) {
        this(Role.TIMESTAMP, Role.SPEC_VERSION, version, expires, Map.of(FILE, snapshot));
    }

    public FileMeta snapshot() {
        return meta.get(FILE);
    }

    @Override
    public void violations(List<Violation> violations) {
        Role.mustName(violations, FILE, snapshot());
    }
}
