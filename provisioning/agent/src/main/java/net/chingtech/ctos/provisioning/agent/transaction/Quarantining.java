package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.quarantine.Quarantine;
import net.chingtech.ctos.provisioning.agent.quarantine.QuarantineWords;
import net.chingtech.ctos.provisioning.agent.quarantine.Revocation;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Quarantined;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.runtime.RunningSkill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what was revoked, and keeps it stopped: its tools are gone, its files and data stay. Registry first, so that a
 * container that is killed meanwhile does not run it again.
 */
public final class Quarantining {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantining.class);

    /** What was revoked may finish what it is at, but not for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final World world;
    private final Changes changes;
    private final Quarantine quarantine;
    private final Alerts alerts;
    private final AuditTrail audit;
    private boolean inside;

    public Quarantining(World world, Changes changes, Quarantine quarantine, Alerts alerts, AuditTrail audit) {
        this.world = world;
        this.changes = changes;
        this.quarantine = quarantine;
        this.alerts = alerts;
        this.audit = audit;
    }

    /**
     * Stops every installed skill against which something is known. While another change is carried out it does nothing: it
     * is asked again when that ends.
     */
    public synchronized void enforce() {
        // The end of the change that is made here asks, too.
        if (inside) {
            return;
        }
        inside = true;
        try {
            announce();
            if (!revoked().isEmpty()) {
                changes.alone("stopping what was revoked", () -> revoked().forEach(this::stop));
            }
        } catch (ProvisioningException e) {
            LOG.info("what was revoked is stopped in a moment: {}", e.problem());
        } finally {
            inside = false;
        }
    }

    private Map<Entry, Revocation> revoked() {
        Map<Entry, Revocation> revoked = new LinkedHashMap<>();
        for (Entry entry : world.store().state().registry().skills()) {
            if (entry.quarantined() == null) {
                Optional<Revocation> found = quarantine.against(entry, entry.current());
                found.ifPresent(revocation -> revoked.put(entry, revocation));
            }
        }
        return revoked;
    }

    private void stop(Entry entry, Revocation revocation) {
        Entry stopped = entry.quarantined(new Quarantined(
                entry.current().sha256(),
                revocation.reason(),
                revocation.at(),
                world.clock().instant(),
                revocation.saidBy()));
        Optional<RunningSkill> running = world.router().retire(entry.id());
        world.statuses().failed(entry.id(), QuarantineWords.of(stopped));
        State state = world.store().state();
        try {
            world.store().commit(state.registry().with(stopped), state.pins());
            announce(stopped);
        } catch (IOException e) {
            LOG.error("{} is stopped, but a restart would run it: the registry cannot be written", entry.id(), e);
            alerts.raise(Alert.Level.DANGER, entry.id(), unwritten(stopped));
        }
        running.ifPresent(this::drain);
    }

    private void drain(RunningSkill running) {
        try {
            Stopping.await(
                    running.drainAndStop(PATIENCE),
                    PATIENCE,
                    running.skill().id().value());
        } catch (StepFailed e) {
            LOG.error("a revoked skill did not stop: {}", e.problem(), e);
        }
    }

    /** What was stopped just before the container was killed is told now. */
    private void announce() {
        for (Entry entry : world.store().state().registry().skills()) {
            Quarantined since = entry.quarantined();
            boolean lately = since != null
                    && since.since()
                            .plus(Alerts.KEPT_AFTER_READING)
                            .isAfter(world.clock().instant());
            if (lately) {
                announce(entry);
            }
        }
    }

    private void announce(Entry entry) {
        if (alerts.raiseOnce(Alert.Level.DANGER, entry.id(), QuarantineWords.of(entry))) {
            audit.quarantined(entry);
        }
    }

    private static Problem unwritten(Entry entry) {
        Problem why = QuarantineWords.of(entry);
        return new Problem(
                why.status(),
                why.code(),
                why.detail(),
                "Free some space on the disk of the container's home before you restart the container.",
                List.of("The registry could not be written: after a restart it would run until it is stopped again."));
    }
}
