package net.chingtech.ctos.provisioning.agent;

import java.time.Duration;

/** The agent's limits, clamped. */
record Limits(
        Duration sourceDeadline,
        Duration resolveLimit,
        Duration drainPatience,
        Duration healthPeriod,
        long cacheBytes) {}
