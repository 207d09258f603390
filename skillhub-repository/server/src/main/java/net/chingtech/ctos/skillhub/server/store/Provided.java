package net.chingtech.ctos.skillhub.server.store;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/** A capability clause and the release that provides it. */
public record Provided(long releaseNumber, SkillId id, SkillVersion version, String sha256, String clause) {}
