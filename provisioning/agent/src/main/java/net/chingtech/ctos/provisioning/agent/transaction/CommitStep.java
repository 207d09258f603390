package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Plan.Kind;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.KeptData;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.verify.Publisher;

/** Makes the change the truth: pins, lock file and registry in one go. Nothing after it can fail. */
final class CommitStep implements Step {

    static final Duration DATA_KEPT = Duration.ofDays(30);

    private final World world;
    private final List<Work> works;
    private final boolean purge;
    private State before;

    CommitStep(World world, List<Work> works, boolean purge) {
        this.world = world;
        this.works = works;
        this.purge = purge;
    }

    @Override
    public String words() {
        return "Write registry and lock file";
    }

    @Override
    public void execute(TransactionContext context) throws StepFailed {
        context.passCancel();
        State state = world.store().state();
        Registry registry = state.registry();
        Pins pins = state.pins();
        for (Work work : works) {
            if (work.item().kind() == Kind.UNINSTALL) {
                registry = registry.without(work.id());
                registry = registry.withKeptData(keptData(registry, work));
            } else {
                registry = registry.with(entry(work));
                if (work.part().release() != null) {
                    pins = pins.with(work.id(), pin(work));
                }
            }
        }
        try {
            world.store().commit(registry, pins);
            before = state;
        } catch (IOException e) {
            throw StepFailed.of(e, "write registry and lock file");
        }
    }

    @Override
    public void undo(TransactionContext context) throws StepFailed {
        if (before == null) {
            return;
        }
        try {
            world.store().commit(before.registry(), before.pins());
        } catch (IOException e) {
            throw StepFailed.of(e, "write back registry and lock file");
        }
    }

    private List<KeptData> keptData(Registry registry, Work work) {
        List<KeptData> kept = new ArrayList<>(registry.keptData());
        if (!purge && world.keepsData(work.id())) {
            kept.add(new KeptData(work.id(), world.clock().instant().plus(DATA_KEPT)));
        }
        return kept;
    }

    private Pins.Pin pin(Work work) {
        return new Pins.Pin(
                work.item().source(),
                work.item().publisher(),
                work.item().keyId(),
                world.clock().instant());
    }

    private Entry entry(Work work) {
        Entry installed = work.part().before();
        Channel channel =
                installed == null ? work.part().statement().statement().channel() : installed.channel();
        boolean again = work.item().kind() == Kind.RESTART;
        return new Entry(
                work.id(),
                work.item().source(),
                channel,
                again ? installed.installedAt() : world.clock().instant(),
                deployed(work),
                again ? installed.previous() : work.item().kind() == Kind.UPDATE ? installed.current() : null,
                work.part().hostWish());
    }

    private static Deployed deployed(Work work) {
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
                work.item().flags().contains(Plan.Flag.WEAKER_HOST));
    }
}
