package net.chingtech.ctos.provisioning.agent;

import java.time.Duration;
import net.chingtech.ctos.provisioning.agent.transaction.Pace;

/** The agent's limits, clamped. */
record Limits(
        Duration sourceDeadline,
        Duration resolveLimit,
        Pace pace,
        Duration healthPeriod,
        Duration revocationPeriod,
        Duration updatePeriod,
        boolean silentUpdates,
        long cacheBytes,
        long largestBackup) {}
