package net.chingtech.ctos.provisioning.agent.store;

import java.util.List;
import java.util.SortedMap;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;

/**
 * {@code skills/skill-lock.json}: the resolved tree and nothing else, so that the same skills give the same bytes, in
 * whatever order and whenever they were installed.
 */
record LockFile(int format, List<Locked> skills) {

    record Locked(
            SkillId id,
            SkillVersion version,
            String sha256,
            String keyId,
            String source,
            List<SkillPermission> grants,
            SortedMap<SkillId, VersionRange> dependencies,
            List<String> tools) {}

    static byte[] of(Registry registry) {
        return Json.writePretty(
                new LockFile(1, registry.skills().stream().map(LockFile::locked).toList()));
    }

    private static Locked locked(Entry entry) {
        Deployed current = entry.current();
        return new Locked(
                entry.id(),
                current.version(),
                current.sha256(),
                current.keyId(),
                entry.source(),
                current.grants(),
                current.dependencies(),
                current.tools());
    }
}
