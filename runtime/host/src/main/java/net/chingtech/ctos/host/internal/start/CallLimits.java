package net.chingtech.ctos.host.internal.start;

import java.time.Duration;

/**
 * How much of the container one skill may take at once.
 *
 * @param longest how long a call may take
 * @param mostAtOnce how many calls may run
 */
public record CallLimits(Duration longest, int mostAtOnce) {}
