package net.chingtech.ctos.provisioning.agent.transaction;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param patience how long a version that stops may finish its calls
 * @param callersWait how long one call waits at most while its skill is exchanged
 * @param migration how long the migration services of a release may take
 * @param grace how long after the first question a new version is asked again how it is
 * @param probation how long a new version is watched once it was committed
 */
public record Pace(Duration patience, Duration callersWait, Duration migration, Duration grace, Duration probation) {}
