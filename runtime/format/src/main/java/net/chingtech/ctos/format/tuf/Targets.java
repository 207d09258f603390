package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Violation;

/**
 * The role that lists the files of a hub, {@code buckets/…} and {@code notices.json}, by their bytes.
 *
 * @param targets by path under {@code targets/}, without the digest in the file's name
 */
public record Targets(
        @JsonProperty("_type") String type,
        String specVersion,
        long version,
        Instant expires,
        Map<String, TargetMeta> targets)
        implements Role {

    /** Of a file of 32,768 buckets, which are enough for four million skills: ten parts each. */
    static final int MOST_PARTS = 330_000;

    public Targets {
        targets = Sorted.copy(targets);
    }

    public Targets(long version, Instant expires, Map<String, TargetMeta> targets) {
        this(Role.TARGETS, Role.SPEC_VERSION, version, expires, targets);
    }

    @Override
    public void violations(List<Violation> violations) {
        targets.forEach((name, meta) -> {
            boolean lawful = meta != null
                    && meta.length() >= 0
                    && Digests.isSha256Hex(meta.hashes().get(TargetMeta.SHA256));
            if (!lawful) {
                violations.add(new Violation("$.targets", "a length and a sha256 for each", name));
            }
        });
    }
}
