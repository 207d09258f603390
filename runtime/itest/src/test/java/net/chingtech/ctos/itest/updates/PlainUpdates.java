package net.chingtech.ctos.itest.updates;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** A service in a framework without anything of ours, updated with {@code Bundle.update} and a refresh. */
public final class PlainUpdates implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Framework framework;
    private final Path jar;
    private final Bundle bundle;

    /** @param jar a bundle whose activator is a {@link PlainActivator} */
    public PlainUpdates(Path cache, Path jar) throws Exception {
        this.jar = jar;
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, cache.toString()));
        framework.start();
        bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
        bundle.start();
    }

    /** A call as a careful caller makes it: says why it failed, or null. */
    public String call() {
        BundleContext context = framework.getBundleContext();
        ServiceReference<LongSupplier> reference = context.getServiceReference(LongSupplier.class);
        LongSupplier service = reference == null ? null : context.getService(reference);
        if (service == null) {
            return "no service";
        }
        try {
            service.getAsLong();
            return null;
        } catch (RuntimeException e) {
            return e.getMessage();
        } finally {
            release(context, reference);
        }
    }

    private static void release(BundleContext context, ServiceReference<?> reference) {
        try {
            context.ungetService(reference);
        } catch (IllegalStateException e) {
            // Its bundle went meanwhile.
        }
    }

    public void update() throws Exception {
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the bundle was not refreshed");
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
}
