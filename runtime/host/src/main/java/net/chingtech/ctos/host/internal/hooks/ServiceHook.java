package net.chingtech.ctos.host.internal.hooks;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.permissions.SkillRights;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * A skill sees gateways and its own services, and Declarative Services in its name what has its settings, nothing else; its
 * services are seen by itself, the framework, the runtime of Declarative Services and the host.
 */
final class ServiceHook implements FindHook, EventListenerHook {

    private static final List<String> GATEWAYS =
            List.of(SkillRights.CONTEXT, SkillRights.DATA, SkillRights.SKILLS, SkillRights.HTTP, SkillRights.CONDITION);

    /**
     * Declarative Services looks for it with the context of the bundle whose components it configures, so it must be seen
     * there. That no code of the skill gets it is the security layer's: nobody has the right to.
     */
    private static final String CONFIGURATION_ADMIN = "org.osgi.service.cm.ConfigurationAdmin";

    private final SkillBundles skills;
    private final Set<Long> insiders;

    /** @param insiders bundles that see skills' services */
    ServiceHook(SkillBundles skills, Set<Long> insiders) {
        this.skills = skills;
        this.insiders = Set.copyOf(insiders);
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        Bundle asks = context.getBundle();
        references.removeIf(reference -> !sees(asks, reference));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        listeners.keySet().removeIf(context -> !sees(context.getBundle(), event.getServiceReference()));
    }

    private boolean sees(Bundle asks, ServiceReference<?> reference) {
        Bundle offers = reference.getBundle();
        if (offers == null || offers.getBundleId() == asks.getBundleId()) {
            return true;
        }
        if (skills.isSkill(asks)) {
            return !skills.isSkill(offers) && (isGateway(reference) || isConfigurationAdmin(reference));
        }
        return !skills.isSkill(offers) || insiders.contains(asks.getBundleId());
    }

    private static boolean isGateway(ServiceReference<?> reference) {
        String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return Arrays.stream(types).allMatch(GATEWAYS::contains);
    }

    /** Only where the security layer is in force: else nothing would keep a skill from getting it. */
    private static boolean isConfigurationAdmin(ServiceReference<?> reference) {
        String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return System.getSecurityManager() != null && List.of(types).equals(List.of(CONFIGURATION_ADMIN));
    }
}
