package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Violation;

/**
 * The role that says which version of {@code targets.json} is the present one, so that nothing of two times is mixed.
 *
 * @param meta by file name, {@value #FILE} among them
 */
public record Snapshot(
        @JsonProperty("_type") String type,
        String specVersion,
        long version,
        Instant expires,
        Map<String, FileMeta> meta)
        implements Role {

    /** What {@link #meta()} speaks of. */
    public static final String FILE = "targets.json";

    public Snapshot {
        meta = Sorted.copy(meta);
    }

    public Snapshot(long version, Instant expires, FileMeta targets) {
        this(Role.SNAPSHOT, Role.SPEC_VERSION, version, expires, Map.of(FILE, targets));
    }

    public FileMeta targets() {
        return meta.get(FILE);
    }

    @Override
    public void violations(List<Violation> violations) {
        Role.mustName(violations, FILE, targets());
    }
}
