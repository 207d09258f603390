package net.chingtech.ctos.host.internal.hooks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;

/** The framework's hooks round skills: in force before the first skill is installed, until the last one is gone. */
public final class Hooks implements AutoCloseable {

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** @param insiders ids of the bundles that see skills' services, beside the framework */
    public Hooks(BundleContext context, Set<Long> insiders) {
        SkillBundles skills = new SkillBundles();
        ServiceHook services = new ServiceHook(skills, insiders);
        BundleHook bundles = new BundleHook(skills);
        registrations.add(context.registerService(ResolverHookFactory.class, new WiringHook(skills), null));
        registrations.add(context.registerService(
                new String[] {FindHook.class.getName(), EventListenerHook.class.getName()}, services, null));
        registrations.add(context.registerService(
                new String[] {
                    org.osgi.framework.hooks.bundle.FindHook.class.getName(),
                    org.osgi.framework.hooks.bundle.EventHook.class.getName()
                },
                bundles,
                null));
    }

    @Override
    public void close() {
        Collections.reverse(registrations);
        registrations.forEach(ServiceRegistration::unregister);
    }
}
