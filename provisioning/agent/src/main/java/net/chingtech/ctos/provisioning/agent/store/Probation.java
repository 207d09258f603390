package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;

/**
 * A new version is watched until then, and left again for a state of before when it fails.
 *
 * @param stateId what it goes back to
 */
public record Probation(Instant until, String stateId) {}
