package net.chingtech.ctos.provisioning;

import java.time.Instant;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;

/**
 * A version that failed here: it does not come by itself again.
 *
 * @param sha256 digest of its artifact
 * @param problem what was wrong
 */
public record FailedVersion(SkillVersion version, String sha256, Instant at, Problem problem) {}
