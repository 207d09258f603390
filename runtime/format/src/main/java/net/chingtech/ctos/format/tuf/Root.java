package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Violation;

/**
 * The role that says which keys may sign which role, itself included.
 *
 * @param consistentSnapshot always true with a hub: a file's name holds its version or its digest
 * @param keys by {@link MetadataKey#id()}
 * @param roles {@link Role#ROOT}, {@link Role#TIMESTAMP}, {@link Role#SNAPSHOT} and {@link Role#TARGETS}
 */
public record Root(
        @JsonProperty("_type") String type,
        String specVersion,
        long version,
        Instant expires,
        boolean consistentSnapshot,
        Map<String, MetadataKey> keys,
        Map<String, RoleKeys> roles)
        implements Role {

    private static final List<String> ALL = List.of(Role.ROOT, Role.TIMESTAMP, Role.SNAPSHOT, Role.TARGETS);

    public Root {
        keys = Sorted.copy(keys);
        roles = Sorted.copy(roles);
    }

    public Root(long version, Instant expires, Map<String, MetadataKey> keys, Map<String, RoleKeys> roles) {
        this(Role.ROOT, Role.SPEC_VERSION, version, expires, true, keys, roles);
    }

    @Override
    public void violations(List<Violation> violations) {
        Role.must(violations, consistentSnapshot, "$.consistent_snapshot", "true", false);
        keys.forEach((id, key) -> {
            // A name that is not the key's own could give one key two votes.
            boolean own = key != null && (!key.isEd25519() || key.id().equals(id));
            Role.must(
                    violations, own, "$.keys." + id, "the SHA-256 of the key's canonical JSON as its name", "another");
        });
        for (String role : ALL) {
            RoleKeys may = roles.get(role);
            boolean lawful = may != null
                    && may.threshold() >= 1
                    && new HashSet<>(may.keyids()).size() == may.keyids().size();
            Role.must(violations, lawful, "$.roles." + role, "key ids, each once, and a threshold from 1 on", may);
        }
    }
}
