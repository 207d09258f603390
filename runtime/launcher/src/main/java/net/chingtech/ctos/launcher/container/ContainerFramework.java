package net.chingtech.ctos.launcher.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.guard.SecurityLayer;
import net.chingtech.ctos.guard.SecurityLayerMissing;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.util.FelixConstants;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The OSGi framework with the platform's bundles. Started once in the life of this process, never again. */
final class ContainerFramework {

    private final Framework framework;

    private ContainerFramework(Framework framework) {
        this.framework = framework;
    }

    /** Makes the framework, closes its security layer and installs the bundles; nothing of them runs yet. */
    static ContainerFramework install(Distribution distribution, Map<String, String> properties, FrameworkLog log)
            throws CommandFailed {
        boolean secured = SecurityLayer.isPossible();
        // 1. The framework itself.
        if (secured) {
            SecurityLayer.prepare(properties);
        }
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(FelixConstants.LOG_LOGGER_PROP, log);
        Framework framework = new Felix(settings);
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            List<BundleLine> lines = distribution.bundles();
            // 2. Extensions, and the table before anything that it could be too late for.
            if (secured) {
                for (BundleLine line : lines) {
                    if (line.isExtension()) {
                        context.installBundle(location(distribution, line));
                    }
                }
                SecurityLayer.close(context);
            }
            // 3. All others, marked to be started at their level.
            List<Bundle> bundles = new ArrayList<>();
            for (BundleLine line : lines) {
                if (!line.isExtension()) {
                    Bundle bundle = context.installBundle(location(distribution, line));
                    bundle.adapt(BundleStartLevel.class).setStartLevel(line.startLevel());
                    bundles.add(bundle);
                }
            }
            for (Bundle bundle : bundles) {
                bundle.start();
            }
            return new ContainerFramework(framework);
        } catch (SecurityLayerMissing e) {
            throw new CommandFailed(
                    "security_layer_missing",
                    "the OSGi security layer did not come up: " + e.getMessage(),
                    "Build the distribution again; nothing is started without it on this Java",
                    e);
        } catch (BundleException e) {
            throw new CommandFailed(
                    "framework_failed", "the framework did not come up: " + e.getMessage(), "Build it again", e);
        }
    }

    /** By reference: the framework reads the distribution's files and copies none of them. */
    private static String location(Distribution distribution, BundleLine line) throws CommandFailed {
        Path file = distribution.bundle(line);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(
                    "distribution_incomplete",
                    file + " is missing",
                    "Remove " + distribution.root() + " and try again");
        }
        return "reference:" + file.toUri();
    }

    /** Starts all bundles, level by level; returns when the last level is reached. */
    void start() throws CommandFailed {
        try {
            framework.start();
        } catch (BundleException e) {
            throw new CommandFailed(
                    "framework_failed", "the framework did not start: " + e.getMessage(), "See the log", e);
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Stops all bundles. The SecurityManager is gone when this returns: the process must end at once.
     *
     * @return whether all stopped within {@code patience}
     */
    boolean stop(Duration patience) {
        try {
            framework.stop();
            return framework.waitForStop(patience.toMillis()).getType()
                    != org.osgi.framework.FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
