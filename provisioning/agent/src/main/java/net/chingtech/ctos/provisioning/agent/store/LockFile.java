package net.chingtech.ctos.provisioning.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;

/**
 * {@code skills/skill-lock.json}: the resolved tree and nothing else, so that the same skills give the same bytes, in
 * whatever order and whenever they were installed. Format 1 knew neither tiers nor the digests of statement and manifest.
 */
record LockFile(int format, List<Locked> skills) {

    static final int FORMAT = 2;

    /**
     * One skill of the tree.
     *
     * @param sha256 digest of the artifact
     * @param statementSha256 digest of the statement's file; null when it was installed before this was written down
     * @param manifestSha256 the same of the manifest's file
     */
    record Locked(
            SkillId id,
            SkillVersion version,
            String sha256,
            String statementSha256,
            String manifestSha256,
            Tier tier,
            String keyId,
            String source,
            List<SkillPermission> grants,
            SortedMap<SkillId, VersionRange> dependencies,
            List<String> tools) {

        Locked {
            grants = grants == null ? List.of() : List.copyOf(grants);
            dependencies = dependencies == null ? new TreeMap<>() : new TreeMap<>(dependencies);
            tools = tools == null ? List.of() : List.copyOf(tools);
        }
    }

    LockFile {
        skills = skills == null ? List.of() : List.copyOf(skills);
    }

    static LockFile read(byte[] json) throws FormatException {
        return checked(Json.read(json, LockFile.class));
    }

    static LockFile parse(JsonNode tree) throws FormatException {
        return checked(Json.read(tree, LockFile.class));
    }

    private static LockFile checked(LockFile lock) throws FormatException {
        for (Locked locked : lock.skills) {
            if (locked.id == null || locked.version == null || locked.sha256 == null || locked.source == null) {
                throw new FormatException("json_invalid", "$.skills", "id, version, sha256 and source", "less");
            }
        }
        return lock;
    }

    /**
     * What belongs to a registry.
     *
     * @param disputed skills whose line stays what it is, or stays missing, whatever the registry says
     */
    static byte[] of(Registry registry, Map<SkillId, Dispute> disputed) {
        return Json.writePretty(new LockFile(
                FORMAT,
                registry.skills().stream()
                        .flatMap(entry -> disputed.containsKey(entry.id())
                                ? Stream.ofNullable(disputed.get(entry.id()).locked())
                                : Stream.of(locked(entry)))
                        .toList()));
    }

    Optional<Locked> find(SkillId id) {
        return skills.stream().filter(locked -> locked.id().equals(id)).findFirst();
    }

    static Locked locked(Entry entry) {
        Deployed current = entry.current();
        return new Locked(
                entry.id(),
                current.version(),
                current.sha256(),
                current.statementSha256(),
                current.manifestSha256(),
                current.tier(),
                current.keyId(),
                entry.source(),
                current.grants(),
                current.dependencies(),
                current.tools());
    }
}
