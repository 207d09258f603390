package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.store.Allowed;
import net.chingtech.ctos.provisioning.agent.store.Backup;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.EntryDraft;
import net.chingtech.ctos.provisioning.agent.store.Failures;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.History;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.Past;
import net.chingtech.ctos.provisioning.agent.store.Probation;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.verify.Publisher;

/** What the registry says of a skill once its part of a change is the truth. */
final class NewEntry {

    private final World world;

    NewEntry(World world) {
        this.world = world;
    }

    /** @param stateId of the state that it leaves, if it leaves one */
    Entry of(Work work, String stateId) throws IOException {
        Entry installed = work.part().before();
        Channel channel =
                installed == null ? work.part().statement().statement().channel() : installed.channel();
        boolean again = work.kind() == ItemKind.RESTART;
        Deployed deployed = deployed(work);
        EntryDraft draft = installed == null
                ? fresh(work, channel, deployed)
                : installed.draft().current(deployed).quarantined(null);
        if (!again) {
            draft.installedAt(world.clock().instant())
                    .probation(probation(work, stateId))
                    .failed(installed == null ? List.of() : Failures.without(installed.failed(), deployed.sha256()))
                    .shape(DataVersion.after(world, work));
        }
        return draft.transaction(stateId)
                .history(history(work, installed, deployed, again, stateId))
                .hostWish(work.part().hostWish())
                .allowed(allowed(work, installed))
                .entry();
    }

    /** One that comes back is what it was, but for its earlier states, which were not kept. */
    private EntryDraft fresh(Work work, Channel channel, Deployed deployed) {
        Migrated returns = work.part().returns();
        return returns == null
                ? new EntryDraft(
                        work.id(), work.item().source(), channel, world.clock().instant(), deployed)
                : returns.legacy().draft().current(deployed).history(List.of());
    }

    private Probation probation(Work work, String stateId) {
        boolean brought = work.kind() == ItemKind.INSTALL && work.part().carries() != null;
        return work.kind() == ItemKind.UPDATE || brought
                ? new Probation(world.clock().instant().plus(world.pace().probation()), stateId)
                : null;
    }

    private List<Past> history(Work work, Entry installed, Deployed deployed, boolean again, String stateId) {
        if (again) {
            return installed.history();
        }
        if (installed == null) {
            return List.of();
        }
        boolean back = work.kind() == ItemKind.ROLLBACK;
        Backup backup = work.backup();
        Past left = new Past(
                stateId,
                installed.current(),
                world.clock().instant(),
                backup.bytes(),
                backup.hasData(),
                work.reshaped(),
                backup.whileRunning(),
                (back ? "went back to " : "updated to ") + work.to(),
                installed.dataVersion());
        return History.after(
                installed, left, deployed, work.part().restores() ? work.part().past() : null);
    }

    /** What was agreed to before, of the versions that stay, and what was agreed to now. */
    private List<Allowed> allowed(Work work, Entry installed) {
        List<Allowed> allowed = new ArrayList<>();
        if (installed != null) {
            installed.allowed().stream()
                    .filter(one -> one.sha256().equals(work.item().sha256())
                            || one.sha256().equals(installed.current().sha256())
                            || installed.history().stream()
                                    .anyMatch(past -> past.release().sha256().equals(one.sha256())))
                    .forEach(allowed::add);
        }
        if (work.item().flags().contains(Plan.Flag.REVOKED)) {
            allowed.add(new Allowed(
                    work.item().sha256(),
                    work.item().trust().revoked().reason(),
                    world.clock().instant()));
        }
        // Whoever agreed to this is not told the same of it again.
        if (work.item().flags().contains(Plan.Flag.SUSPICIOUS)) {
            allowed.add(new Allowed(
                    work.item().sha256(),
                    work.item().trust().doubt().detail(),
                    world.clock().instant()));
        }
        return allowed;
    }

    private Deployed deployed(Work work) throws IOException {
        Publisher publisher = work.part().statement().publisher();
        return new Deployed(
                work.to(),
                work.staged().manifest().name(),
                work.staged().manifest().summary(),
                work.item().sha256(),
                work.item().size(),
                publisher.tier(),
                publisher.name(),
                publisher.keyId(),
                work.item().host(),
                work.grants(),
                work.declined(),
                work.part().statement().statement().dependencies(),
                work.next().tools().stream().map(ToolDescription::name).sorted().toList(),
                work.item().flags().contains(Plan.Flag.WEAKER_HOST),
                Folders.sha256(world.folders().statement(work.id(), work.to())),
                Folders.sha256(world.folders().manifest(work.id(), work.to())),
                listedAt(work));
    }

    /** Of a release that comes from a source, not before it was seen here; of one that lies here, as was known of it. */
    private Instant listedAt(Work work) {
        Release release = work.part().release();
        if (release != null) {
            return world.seen().listedAt(work.part().before(), release);
        }
        if (work.part().returns() != null) {
            return work.part().returns().legacy().current().listedAt();
        }
        Entry before = work.part().before();
        return (work.kind() == ItemKind.RESTART
                        ? before.current()
                        : work.part().past().release())
                .listedAt();
    }
}
