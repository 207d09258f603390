package net.chingtech.ctos.clawhub.imports;

import java.util.List;
import java.util.Set;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.source.ClawHubAdapter;
import net.chingtech.ctos.clawhub.source.Stance;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * What its registry says of a skill that lies in a folder. A copy is asked about once, here; so silence is a doubt, too.
 *
 * @param offered whether the registry may give it out itself
 * @param doubt what takes an explicit yes before the copy is installed; null when nothing
 */
record Asked(boolean offered, Problem doubt, List<String> remarks) {

    /** Of a skill whose registry is not connected, or not known. */
    static final Asked NOBODY = new Asked(false, null, List.of());

    /** It is known there and nothing is held against it; only this version is not to be had by this name. */
    private static final Set<String> HARMLESS = Set.of("version_unknown", "skill_renamed", "legacy_on_github");

    private static final String MALWARE = "skill_malware";

    /** @throws ProvisioningException {@code skill_malware}: it is not taken from a folder either */
    static Asked of(ClawHubAdapter registry, Traits traits, String version) throws ProvisioningException {
        try {
            Stance stance = registry.stance(traits.owner(), traits.slug(), version);
            if (stance.refusal() != null) {
                return refused(stance.refusal(), stance.doubt());
            }
            return stance.doubt() == null
                    ? new Asked(true, null, List.of())
                    : new Asked(true, stance.doubt(), List.of(stance.doubt().detail()));
        } catch (ProvisioningException e) {
            return e.problem().code().equals(ClawHub.AMBIGUOUS)
                    ? ambiguous(registry, version, e.problem())
                    : failed(e, traits.slug());
        }
    }

    private static Asked failed(ProvisioningException e, String what) throws ProvisioningException {
        if (e.problem().code().equals(MALWARE)) {
            throw e;
        }
        return isSilent(e.problem()) ? silent(what, e.problem()) : refused(e.problem(), null);
    }

    private static boolean isSilent(Problem problem) {
        return problem.code().startsWith("source_") || problem.status() >= 500;
    }

    private static Asked silent(String what, Problem why) {
        Problem doubt = new Problem(
                409,
                "registry_silent",
                "Whether its registry holds anything against " + what + " is not known: " + why.detail(),
                "Import the folder again when the registry answers; without its answer only with an explicit yes"
                        + " (--suspicious).");
        return new Asked(true, doubt, List.of(doubt.detail()));
    }

    private static Asked refused(Problem why, Problem doubt) {
        Problem held = doubt != null ? doubt : HARMLESS.contains(why.code()) ? null : why;
        return new Asked(
                false,
                held,
                List.of("Its registry does not give it out any more, so it is taken from the folder: " + why.detail()));
    }

    /** It may be anybody's of those who have the name: what is malware of one is not taken, and nobody vouches for the rest. */
    private static Asked ambiguous(ClawHubAdapter registry, String version, Problem several)
            throws ProvisioningException {
        for (Ref candidate :
                several.more().stream().flatMap(name -> Ref.of(name).stream()).toList()) {
            try {
                registry.stance(candidate.owner(), candidate.slug(), version);
            } catch (ProvisioningException e) {
                Asked failed = failed(e, candidate.toString());
                if (failed.offered()) {
                    return failed;
                }
            }
        }
        return new Asked(false, several, List.of(several.detail()));
    }
}
