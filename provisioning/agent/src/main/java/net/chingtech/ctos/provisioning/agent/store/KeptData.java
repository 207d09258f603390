package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import net.chingtech.ctos.format.SkillId;

/** The data folder of an uninstalled skill, kept for a while. */
public record KeptData(SkillId id, Instant dataKeptUntil) {}
