package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** The plans that were shown and wait for a yes: each for fifteen minutes, the last hundred. */
public final class PlanShelf {

    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final int MOST = 100;

    private final Clock clock;
    private final Map<String, Planned> plans = new LinkedHashMap<>();

    public PlanShelf(Clock clock) {
        this.clock = clock;
    }

    public synchronized void put(Planned planned) {
        plans.put(planned.plan().planId(), planned);
        if (plans.size() > MOST) {
            plans.remove(plans.keySet().iterator().next());
        }
    }

    public synchronized void remove(String planId) {
        plans.remove(planId);
    }

    /** @throws ProvisioningException {@code plan_unknown}, {@code plan_expired}, {@code plan_changed} */
    public synchronized Planned require(String planId, String digest) throws ProvisioningException {
        Planned planned = planId == null ? null : plans.get(planId);
        if (planned == null) {
            throw Refusals.of(
                    404, "plan_unknown", "There is no plan " + planId + ".", "Make a new plan and agree to that.");
        }
        if (!clock.instant().isBefore(planned.plan().expiresAt())) {
            throw Refusals.of(
                    409,
                    "plan_expired",
                    "The plan was made more than " + LIFETIME.toMinutes() + " minutes ago.",
                    "Make a new plan and agree to that.");
        }
        if (!planned.plan().digest().equals(digest)) {
            throw changed("The digest is not that of the plan.");
        }
        return planned;
    }

    public static ProvisioningException changed(String detail) {
        return Refusals.of(409, "plan_changed", detail, "Make a new plan, look at it and agree to that.");
    }
}
