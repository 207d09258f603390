package net.chingtech.ctos.provisioning;

import java.time.Instant;
import net.chingtech.ctos.format.SkillId;

/**
 * Where an id is at home: remembered at its first installation, and longer than the skill is installed.
 *
 * @param source the only place where its releases come from
 * @param publisher the only one whose releases are taken
 * @param keyId fingerprint of the publisher's key
 * @param authority fingerprint of the authority's key that vouched for the publisher; null when nobody did
 * @param since when it was pinned
 */
public record Pinned(SkillId id, String source, String publisher, String keyId, String authority, Instant since) {}
