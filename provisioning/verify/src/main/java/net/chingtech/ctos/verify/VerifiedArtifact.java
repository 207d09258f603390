package net.chingtech.ctos.verify;

import net.chingtech.ctos.format.SkillManifest;

/** A JAR that was proven to be the one its statement speaks of, signed by the same key, and lawful. */
public record VerifiedArtifact(VerifiedStatement statement, SkillManifest manifest) {}
