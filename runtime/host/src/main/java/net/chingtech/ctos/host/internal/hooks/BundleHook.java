package net.chingtech.ctos.host.internal.hooks;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.bundle.FindHook;

/**
 * A skill sees no bundle but its own: what else is installed is none of its business. It hears of no bundle at all, not even
 * of itself: its listeners would run on the framework's one thread for events, and could keep it.
 */
final class BundleHook implements FindHook, EventHook {

    private final SkillBundles skills;

    BundleHook(SkillBundles skills) {
        this.skills = skills;
    }

    @Override
    public void find(BundleContext context, Collection<Bundle> bundles) {
        Bundle asks = context.getBundle();
        if (skills.isSkill(asks)) {
            bundles.removeIf(bundle -> bundle.getBundleId() != asks.getBundleId());
        }
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        contexts.removeIf(context -> skills.isSkill(context.getBundle()));
    }
}
