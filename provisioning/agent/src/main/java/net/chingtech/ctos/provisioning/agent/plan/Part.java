package net.chingtech.ctos.provisioning.agent.plan;

import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * One item of a plan, with what is needed to carry it out.
 *
 * @param statement proven; null for a removal
 * @param release where to get it; null for a removal, and for a rollback, which lies on disk
 * @param before what is installed, or null
 * @param hostWish where an administrator wants it from now on, as the registry keeps it, or null
 */
public record Part(Plan.Item item, VerifiedStatement statement, Release release, Entry before, String hostWish) {}
