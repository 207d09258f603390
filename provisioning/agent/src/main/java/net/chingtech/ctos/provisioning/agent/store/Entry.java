package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;

/**
 * One installed skill.
 *
 * @param source the only place where later versions come from
 * @param channel which releases are offered to it
 * @param current the version that runs
 * @param previous what a rollback goes back to, or null
 * @param hostWish where an administrator wants it to run, as {@link Deployed#host()} says it, or null
 */
public record Entry(
        SkillId id,
        String source,
        Channel channel,
        Instant installedAt,
        Deployed current,
        Deployed previous,
        String hostWish) {

    /** The same skill with other terms for the version that runs. */
    public Entry withCurrent(Deployed deployed) {
        return new Entry(id, source, channel, installedAt, deployed, previous, hostWish);
    }
}
