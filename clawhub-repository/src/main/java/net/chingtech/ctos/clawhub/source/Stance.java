package net.chingtech.ctos.clawhub.source;

import net.chingtech.ctos.format.Problem;

/**
 * How a hub stands to a version that came from it once.
 *
 * @param refusal why it does not give it out now; null when it does
 * @param doubt what it holds against it though it would give it out; null when nothing
 */
public record Stance(Problem refusal, Problem doubt) {}
