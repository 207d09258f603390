package net.chingtech.ctos.host.internal.skill;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.host.internal.calls.CallRunner;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the container holds for one skill: its fence, its admission to the gateways, its bundle. Closed once, in reverse. */
final class StartedBundle implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(StartedBundle.class);

    private static final Object REMOVING = new Object();

    private final StagedSkill skill;
    private final Fence fence;
    private final CallRunner runner;
    private final Runnable forget;
    private Admission admission;
    private Bundle bundle;
    private boolean closed;

    StartedBundle(StagedSkill skill, Fence fence, CallRunner runner, Runnable forget) {
        this.skill = skill;
        this.fence = fence;
        this.runner = runner;
        this.forget = forget;
    }

    void admittedBy(Admission given) {
        admission = given;
    }

    void installed(Bundle itsBundle) {
        bundle = itsBundle;
    }

    void regrant(Grants grants) throws StartFailed {
        // What the fence refuses must not get through a gateway, so the fence is asked first.
        fence.raise(skill, grants);
        admission.regrant(grants);
    }

    StagedSkill skill() {
        return skill;
    }

    ClassLoader classLoader() {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    void log(Level level, String message) {
        admission.log(level, message);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        uninstall();
        fence.strip(skill.location());
        if (admission != null) {
            admission.close();
        }
        forget.run();
        LOG.info("Stopped {} {}", skill.id(), skill.version());
    }

    /** The skill's own code runs when it stops, so it gets a time limit too; its rights go in any case. */
    private void uninstall() {
        if (bundle == null) {
            return;
        }
        TimeoutException late = new TimeoutException("longer than " + PATIENCE.toSeconds() + " s");
        try {
            runner.run(this::stopAndRemove, PATIENCE, late, () -> {}).get();
        } catch (ExecutionException e) {
            LOG.warn("{} {} did not stop cleanly: {}", skill.id(), skill.version(), Failures.tell(e.getCause()));
        } catch (RejectedExecutionException e) {
            uninstallHere();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Felix takes a lock over all bundles to remove one, and gives up where two threads want it: so one after the other. */
    private Void stopAndRemove() throws BundleException {
        try {
            bundle.stop();
        } finally {
            synchronized (REMOVING) {
                bundle.uninstall();
            }
        }
        return null;
    }

    private void uninstallHere() {
        try {
            stopAndRemove();
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("{} {} did not stop cleanly: {}", skill.id(), skill.version(), Failures.tell(e));
        }
    }
}
