package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillId;

/**
 * {@code skills/registry.json}: what is installed.
 *
 * @param format the version of the file's format; format 1 knew one earlier state and no backups
 * @param revision grows with every change
 * @param lockSha256 digest of the lock file that was written with this registry
 * @param skills by id
 * @param keptData by id
 * @param migrations of legacy skills, by id: in here since a migration and what it leaves become true at once
 * @param rebuiltAt when it was made anew, because it was lost or damaged; null when it never was
 */
public record Registry(
        int format,
        long revision,
        String lockSha256,
        List<Entry> skills,
        List<KeptData> keptData,
        List<Migrated> migrations,
        Instant rebuiltAt) {

    static final int FORMAT = 2;

    static final Registry EMPTY = new Registry(FORMAT, 0, null, List.of(), List.of(), List.of(), null);

    public Registry {
        skills = skills == null
                ? List.of()
                : skills.stream().sorted(Comparator.comparing(Entry::id)).toList();
        keptData = keptData == null
                ? List.of()
                : keptData.stream().sorted(Comparator.comparing(KeptData::id)).toList();
        migrations = migrations == null
                ? List.of()
                : migrations.stream().sorted(Comparator.comparing(Migrated::id)).toList();
    }

    /** The migration of a legacy skill that is remembered. */
    public Optional<Migrated> migrated(SkillId legacy) {
        return migrations.stream().filter(one -> one.id().equals(legacy)).findFirst();
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

    /** This registry with one skill put in, or put in place of itself; what was kept of it is its own again. */
    public Registry with(Entry entry) {
        return new Registry(
                format,
                revision,
                lockSha256,
                Stream.concat(without(skills, entry.id()), Stream.of(entry)).toList(),
                keptWith(entry.id()),
                migrations.stream().filter(one -> !one.id().equals(entry.id())).toList(),
                rebuiltAt);
    }

    /**
     * What is kept beside a skill that is installed now. What its follower left, which was uninstalled since, is what that
     * migration brought; of a follower that another one followed, too, nobody can say whose it is.
     */
    private List<KeptData> keptWith(SkillId id) {
        SkillId follower = migrated(id).map(Migrated::follower).orElse(null);
        boolean only = migrations.stream()
                        .filter(one -> !one.gone() && one.follower().equals(follower))
                        .count()
                == 1;
        return keptData.stream()
                .filter(kept -> !kept.id().equals(id))
                .map(kept -> only && kept.id().equals(follower) ? kept.undone(id) : kept)
                .toList();
    }

    /** This registry without a skill. */
    public Registry without(SkillId id) {
        return new Registry(
                format, revision, lockSha256, without(skills, id).toList(), keptData, migrations, rebuiltAt);
    }

    /** This registry with other notes of kept data. */
    public Registry withKeptData(List<KeptData> kept) {
        return new Registry(format, revision, lockSha256, skills, kept, migrations, rebuiltAt);
    }

    /** This registry with other memories of migrations. */
    public Registry withMigrations(List<Migrated> all) {
        return new Registry(format, revision, lockSha256, skills, keptData, all, rebuiltAt);
    }

    Registry committedWith(String lockDigest, long nextRevision) {
        return new Registry(FORMAT, nextRevision, lockDigest, skills, keptData, migrations, rebuiltAt);
    }

    private static Stream<Entry> without(List<Entry> skills, SkillId id) {
        return skills.stream().filter(entry -> !entry.id().equals(id));
    }
}
