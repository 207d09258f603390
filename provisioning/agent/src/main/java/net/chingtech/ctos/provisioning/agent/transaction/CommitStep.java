package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.agent.journal.Act;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.KeptData;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * Makes the change the truth: pins, lock file and registry in one go. Nothing after it can fail. When it fails itself, the
 * store has taken back what it wrote.
 */
final class CommitStep implements Step {

    static final Duration DATA_KEPT = Duration.ofDays(30);

    private final World world;
    private final List<Work> works;
    private final NewEntry fresh;

    CommitStep(World world, List<Work> works) {
        this.world = world;
        this.works = works;
        this.fresh = new NewEntry(world);
    }

    @Override
    public Act act() {
        return Act.COMMIT;
    }

    @Override
    public SkillId skill() {
        return null;
    }

    @Override
    public String words() {
        return "Write registry and lock file";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        context.passCancel();
        State state = world.store().state();
        try {
            Registry registry = state.registry();
            Pins pins = state.pins();
            for (Work work : works) {
                if (work.kind() == ItemKind.UNINSTALL) {
                    registry = registry.without(work.id());
                    registry = registry.withKeptData(keptData(registry, work));
                    if (work.part().leaves() != null) {
                        registry = registry.withMigrations(MigrationRecord.added(
                                registry,
                                work.part(),
                                followerVersion(work),
                                works,
                                world.clock().instant(),
                                context.id()));
                    }
                } else if (work.kind() == ItemKind.CONFIGURE) {
                    Entry same = state.find(work.id()).orElseThrow();
                    registry =
                            registry.with(same.draft().transaction(context.id()).entry());
                } else {
                    registry = registry.with(fresh.of(work, context.id()));
                    if (work.part().pins()) {
                        pins = pins.with(work.id(), pin(work, pins));
                    }
                }
            }
            for (Work work : works) {
                // On a full disk the files that are written now find room there.
                world.backups().settle(work.id(), context.id());
            }
            context.journal().committing(registry.revision() + 1);
            world.store().commit(registry, pins, settled());
            context.journal().committed();
        } catch (IOException e) {
            throw StepFailed.of(e, "write registry and lock file");
        }
    }

    /** Somebody said yes to what the registry will say of these; who sets a skill up says nothing of that. */
    private Set<SkillId> settled() {
        return works.stream()
                .filter(work -> work.kind() != ItemKind.CONFIGURE)
                .map(Work::id)
                .collect(Collectors.toSet());
    }

    private List<KeptData> keptData(Registry registry, Work work) {
        List<KeptData> kept = new ArrayList<>(registry.keptData());
        // Of what was migrated values and settings are kept, too, whatever data it has.
        if (!work.purge() && (work.part().leaves() != null || world.keepsData(work.id()))) {
            kept.add(new KeptData(
                    work.id(),
                    world.clock().instant().plus(DATA_KEPT),
                    work.item().from(),
                    work.part().before().dataVersion(),
                    work.part().undone()));
        }
        return kept;
    }

    /** The follower's, which comes in the same transaction, or is there. */
    private SkillVersion followerVersion(Work legacy) {
        SkillId follower = legacy.part().replaces();
        return works.stream()
                .filter(work -> work.id().equals(follower) && work.to() != null)
                .map(Work::to)
                .findFirst()
                .orElseGet(() -> world.store()
                        .state()
                        .find(follower)
                        .orElseThrow()
                        .current()
                        .version());
    }

    private Pins.Pin pin(Work work, Pins pins) {
        VerifiedStatement statement = work.part().statement();
        Pins.Pin pin = Pins.Pin.of(
                work.item().source(), statement.publisher(), world.clock().instant());
        if (statement.signed()) {
            return pin;
        }
        // Nothing but the digests says what a version is that nobody signed.
        Pins.Pin before = pins.of(work.id()).orElse(null);
        return pin.withSeen(
                new Pins.Seen(
                        work.to(), work.item().sha256(), statement.statement().content()),
                before);
    }
}
