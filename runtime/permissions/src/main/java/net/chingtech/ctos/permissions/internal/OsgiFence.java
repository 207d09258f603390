package net.chingtech.ctos.permissions.internal;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.permissions.SkillRights;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fence of this framework; closed for good when the canary could do anything that is forbidden. */
@Component
public final class OsgiFence implements Fence {

    /** From this Java version on there is no SecurityManager. */
    private static final int FIRST_JAVA_WITHOUT = 24;

    private static final String SANDBOX = "security_layer";
    private static final List<String> CANNOT_STOP = List.of(
            "A skill can use up the container's memory, also with threads, listeners or services without number.",
            "A skill can use up processor time, and go on after it was stopped: its threads are interrupted, not ended.",
            "Work that a skill gave to the JVM's common pool runs on there, without any rights, and can hold up others'.",
            "A listener of a skill for events of the framework can hold up the framework's other such listeners.",
            "A file that a skill holds open can be written beyond its quota until it is closed.",
            "A hole in the JVM itself reaches the whole container.");
    private static final Logger LOG = LoggerFactory.getLogger(OsgiFence.class);

    private final ContainerHome home;
    private final GuardedLayer layer;
    private final HostStatus status;

    @Activate
    public OsgiFence(BundleContext context) {
        home = ContainerHome.of(context);
        layer = hasSecurityManager() ? GuardedLayer.of(context) : null;
        status = findOut(context);
        if (status.available()) {
            LOG.info("The fence holds: the canary was denied everything it tried");
        } else if (Runtime.version().feature() >= FIRST_JAVA_WITHOUT) {
            // As it must be there: nothing to mend, skills have processes.
            LOG.info("No skill runs in the framework: {}", status.detail());
        } else {
            LOG.warn("Skills cannot run in the framework: {}: {}", status.code(), status.detail());
        }
    }

    private static boolean hasSecurityManager() {
        return Runtime.version().feature() < FIRST_JAVA_WITHOUT && System.getSecurityManager() != null;
    }

    private HostStatus findOut(BundleContext context) {
        int java = Runtime.version().feature();
        if (java >= FIRST_JAVA_WITHOUT) {
            return HostStatus.unavailable(
                    "host_unavailable_java",
                    "Java " + java + " has no SecurityManager, so skills cannot be fenced inside the framework;"
                            + " run the container with Java 17 to 23.",
                    SANDBOX);
        }
        if (layer == null) {
            return HostStatus.unavailable(
                    "security_layer_missing",
                    "The OSGi security layer is not in force in this process; start the container with ./ctos run.",
                    SANDBOX);
        }
        try {
            List<String> notDenied = new CanaryTrial(context, layer, home).notDenied();
            if (!notDenied.isEmpty()) {
                return HostStatus.unavailable(
                        "canary_not_denied",
                        "A trial skill was not held: " + String.join(", ", notDenied) + ".",
                        SANDBOX);
            }
        } catch (Exception | LinkageError e) {
            LOG.error("The canary could not be tried", e);
            return HostStatus.unavailable(
                    "canary_failed", "Whether skills are held could not be tried: " + e.getMessage(), SANDBOX);
        }
        return new HostStatus(
                true,
                "ready",
                "Skills are held by the OSGi security layer. They share this process with the container.",
                SANDBOX,
                true,
                CANNOT_STOP);
    }

    @Override
    public HostStatus status() {
        return status;
    }

    @Override
    public void raise(StagedSkill skill, Grants grants, boolean mayWrite) throws StartFailed {
        if (!status.available()) {
            throw new StartFailed(
                    new Problem(409, status.code(), status.detail(), "See the status of the hosts with ./ctos doctor."),
                    null);
        }
        layer.set(skill.location(), SkillRights.of(skill, grants, home, mayWrite));
    }

    @Override
    public void strip(String location) {
        if (layer != null) {
            layer.set(location, List.of());
        }
    }

    @Override
    public List<Thread> threads(String location) {
        return layer == null ? List.of() : layer.threads(location);
    }

    @Override
    public void forget(String location) {
        if (layer != null) {
            layer.forget(location);
        }
    }

    @Override
    public void onDenied(Watch watch) {
        if (layer != null) {
            layer.onDenied(watch);
        }
    }

    @Override
    public void forgetAll() {
        if (layer != null) {
            layer.forgetSkills();
        }
    }
}
