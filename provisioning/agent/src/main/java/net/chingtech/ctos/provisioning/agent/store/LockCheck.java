package net.chingtech.ctos.provisioning.agent.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;

/**
 * What the lock file on disk says of the registry.
 *
 * @param remake whether it is to be written again from the registry, which is right
 * @param disputes the skills of the registry of which it says something else
 * @param strange what else is wrong, in sentences
 */
record LockCheck(boolean remake, Map<SkillId, Dispute> disputes, List<String> strange) {

    /** What is compared, by the word for it. */
    private static final Map<String, Function<LockFile.Locked, Object>> PARTS = parts();

    /**
     * @param bytes of the lock file; null when there is none
     * @param damaged whether they are no lock file: a registry that is as it was written then is enough
     */
    static LockCheck of(Registry registry, byte[] bytes, boolean damaged, LockJournal journal) {
        String recorded = registry.lockSha256();
        String found = bytes == null ? null : Digests.sha256Hex(bytes);
        boolean registryAsWritten = recorded == null
                ? registry.skills().isEmpty()
                : recorded.equals(Digests.sha256Hex(LockFile.of(registry, Map.of())));
        // 1. As it should be.
        if (registryAsWritten && Objects.equals(recorded, found)) {
            return new LockCheck(false, Map.of(), List.of());
        }
        // 2. The process ended between the two files, or one of them was lost: the registry is the truth.
        boolean cutOff = journal != null && journal.explains(recorded, found);
        if (registryAsWritten && (cutOff || damaged)) {
            return new LockCheck(true, Map.of(), List.of());
        }
        // 3. One of them was changed. What the other says tells of which skills.
        LockFile lock = lock(bytes);
        if (registry.skills().isEmpty()
                && recorded == null
                && bytes != null
                && lock.skills().isEmpty()) {
            // A first change that failed left a lock file that names nothing.
            return new LockCheck(false, Map.of(), List.of());
        }
        Map<SkillId, Dispute> disputes = disputes(registry, lock);
        List<String> strange = new ArrayList<>();
        for (LockFile.Locked locked : lock.skills()) {
            if (registry.find(locked.id()).isEmpty()) {
                strange.add("The lock file names " + locked.id() + " " + locked.version() + ", the registry does not.");
            }
        }
        boolean lockAsWritten = cutOff || Objects.equals(recorded, found);
        if (!registryAsWritten && !lockAsWritten) {
            // 4. Both were: what they agree on proves nothing.
            registry.skills()
                    .forEach(entry -> disputes.putIfAbsent(
                            entry.id(),
                            new Dispute(
                                    lock.find(entry.id()).orElse(null),
                                    List.of("neither of the two files is as it was written"))));
        } else if (!lockAsWritten && disputes.isEmpty() && strange.isEmpty()) {
            strange.add("The lock file says what the registry says, but is not the file that was written.");
        }
        return new LockCheck(registryAsWritten && disputes.isEmpty(), disputes, strange);
    }

    private static LockFile lock(byte[] bytes) {
        LockFile empty = new LockFile(LockFile.FORMAT, List.of());
        try {
            return bytes == null ? empty : LockFile.read(bytes);
        } catch (FormatException e) {
            return empty;
        }
    }

    private static Map<SkillId, Dispute> disputes(Registry registry, LockFile lock) {
        Map<SkillId, Dispute> disputes = new LinkedHashMap<>();
        for (Entry entry : registry.skills()) {
            LockFile.Locked locked = lock.find(entry.id()).orElse(null);
            List<String> differences = locked == null
                    ? List.of("the lock file does not name it")
                    : differences(lock.format(), LockFile.locked(entry), locked);
            if (!differences.isEmpty()) {
                disputes.put(entry.id(), new Dispute(locked, differences));
            }
        }
        return disputes;
    }

    private static List<String> differences(int format, LockFile.Locked registered, LockFile.Locked locked) {
        List<String> differences = new ArrayList<>();
        PARTS.forEach((word, part) -> {
            Object inRegistry = part.apply(registered);
            Object inLock = part.apply(locked);
            boolean unknownThen = format < LockFile.FORMAT && inLock == null;
            if (!unknownThen && !Objects.equals(inRegistry, inLock)) {
                differences.add(word + ": " + inLock + " in the lock file, " + inRegistry + " in the registry");
            }
        });
        return differences;
    }

    private static Map<String, Function<LockFile.Locked, Object>> parts() {
        Map<String, Function<LockFile.Locked, Object>> parts = new LinkedHashMap<>();
        parts.put("version", LockFile.Locked::version);
        parts.put("digest", LockFile.Locked::sha256);
        parts.put("digest of the statement", LockFile.Locked::statementSha256);
        parts.put("digest of the manifest", LockFile.Locked::manifestSha256);
        parts.put("tier", LockFile.Locked::tier);
        parts.put("publisher's key", LockFile.Locked::keyId);
        parts.put("source", LockFile.Locked::source);
        parts.put(
                "grants",
                locked -> locked.grants().stream().map(SkillPermission::name).toList());
        parts.put("dependencies", LockFile.Locked::dependencies);
        parts.put("tools", LockFile.Locked::tools);
        return parts;
    }
}
