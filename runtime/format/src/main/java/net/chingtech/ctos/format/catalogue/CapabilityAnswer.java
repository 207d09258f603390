package net.chingtech.ctos.format.catalogue;

import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/** The answer of {@code POST /capabilities/query}: for each requirement, in its order, who provides it. */
public record CapabilityAnswer(List<Providers> answers) {

    /** The providers of one requirement, newest first. */
    public record Providers(CapabilityQuestion.Need requirement, List<Provider> providers) {}

    /** One release that provides it, with its capability clauses. */
    public record Provider(SkillId id, SkillVersion version, String sha256, List<String> capabilities) {}
}
