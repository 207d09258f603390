package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Set;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * A candidate that may stand in a plan.
 *
 * @param statement proven; the publisher's tier is the one that counts here
 * @param trust who stands behind it
 * @param flags what of it takes an explicit yes
 * @param pins whether its source and key are pinned once it is installed
 */
record Proven(VerifiedStatement statement, Plan.Trust trust, Set<Plan.Flag> flags, boolean pins) {}
