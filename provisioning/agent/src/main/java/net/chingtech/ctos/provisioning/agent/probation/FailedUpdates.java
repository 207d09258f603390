package net.chingtech.ctos.provisioning.agent.probation;

import java.io.IOException;
import java.time.Clock;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Failures;
import net.chingtech.ctos.provisioning.agent.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the versions that an update could not bring because of themselves. Of an installation nothing is remembered:
 * nothing new comes without somebody who asks for it, and sees why it failed.
 */
public final class FailedUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(FailedUpdates.class);

    private final Store store;
    private final Clock clock;

    public FailedUpdates(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** For changes: hears of each version that failed by its own fault, while nothing else is changed. */
    public void heard(Plan.Item item, Problem problem) {
        Entry entry = store.state().find(item.id()).orElse(null);
        if (entry == null || item.kind() != Plan.Kind.UPDATE) {
            return;
        }
        FailedVersion failed = new FailedVersion(item.to(), item.sha256(), clock.instant(), problem);
        Entry marked =
                entry.draft().failed(Failures.with(entry.failed(), failed)).entry();
        try {
            store.commit(store.state().registry().with(marked), store.state().pins());
        } catch (IOException e) {
            LOG.warn("that {} {} failed could not be written down; it may be tried again", item.id(), item.to(), e);
        }
    }
}
