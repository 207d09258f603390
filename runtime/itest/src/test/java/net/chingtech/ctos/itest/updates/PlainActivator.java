package net.chingtech.ctos.itest.updates;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Registers a service that works as long as the benchmark's skill, and fails after its stop. */
public final class PlainActivator implements BundleActivator, LongSupplier {

    private static final long NANOS = 1_000_000;

    private volatile boolean stopped;
    private ServiceRegistration<LongSupplier> registration;

    @Override
    public void start(BundleContext context) {
        registration = context.registerService(LongSupplier.class, this, null);
    }

    @Override
    public void stop(BundleContext context) {
        // The other way round every call until then would fail, too.
        registration.unregister();
        stopped = true;
    }

    @Override
    public long getAsLong() {
        LockSupport.parkNanos(NANOS);
        if (stopped) {
            throw new IllegalStateException("called after its stop");
        }
        return 1;
    }
}
