package net.chingtech.ctos.provisioning.agent.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillId;

/**
 * {@code skills/registry.json}: what is installed.
 *
 * @param format the version of the file's format
 * @param revision grows with every change
 * @param lockSha256 digest of the lock file that was written with this registry
 * @param skills by id
 * @param keptData by id
 */
public record Registry(int format, long revision, String lockSha256, List<Entry> skills, List<KeptData> keptData) {

    static final int FORMAT = 1;

    static final Registry EMPTY = new Registry(FORMAT, 0, null, List.of(), List.of());

    public Registry {
        skills = skills == null
                ? List.of()
                : skills.stream().sorted(Comparator.comparing(Entry::id)).toList();
        keptData = keptData == null
                ? List.of()
                : keptData.stream().sorted(Comparator.comparing(KeptData::id)).toList();
    }

    public Optional<Entry> find(SkillId id) {
        return skills.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** The skills that say they need {@code id}, by id. */
    public List<SkillId> neededBy(SkillId id) {
        return skills.stream()
                .filter(entry -> entry.current().dependencies().containsKey(id))
                .map(Entry::id)
                .toList();
    }

    /** This registry with one skill put in, or put in place of itself; its kept data is its own again. */
    public Registry with(Entry entry) {
        return new Registry(
                format,
                revision,
                lockSha256,
                Stream.concat(without(skills, entry.id()), Stream.of(entry)).toList(),
                keptData.stream().filter(kept -> !kept.id().equals(entry.id())).toList());
    }

    /** This registry without a skill. */
    public Registry without(SkillId id) {
        return new Registry(format, revision, lockSha256, without(skills, id).toList(), keptData);
    }

    /** This registry with other notes of kept data. */
    public Registry withKeptData(List<KeptData> kept) {
        return new Registry(format, revision, lockSha256, skills, kept);
    }

    Registry committedWith(String lockDigest) {
        return new Registry(FORMAT, revision + 1, lockDigest, skills, keptData);
    }

    private static Stream<Entry> without(List<Entry> skills, SkillId id) {
        return skills.stream().filter(entry -> !entry.id().equals(id));
    }
}
