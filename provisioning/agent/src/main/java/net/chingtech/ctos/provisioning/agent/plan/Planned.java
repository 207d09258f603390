package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.policy.SilentRules;

/**
 * A plan and all that stands behind it.
 *
 * @param revision of the registry that it was made on
 * @param parts in the order of the plan's items
 * @param verdict whether it could be carried out without asking, at the time when it was made
 */
public record Planned(Plan plan, Change change, long revision, List<Part> parts, SilentRules.Verdict verdict) {}
