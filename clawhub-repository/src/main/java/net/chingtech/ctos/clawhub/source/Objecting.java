package net.chingtech.ctos.clawhub.source;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Objection;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a hub holds by now against releases that came from it: two small questions for each, one after the other. */
final class Objecting {

    private static final Logger LOG = LoggerFactory.getLogger(Objecting.class);

    /** Answers about one skill that say nothing of the hub as a whole. */
    private static final Set<String> ODD = Set.of("source_answer_invalid", "source_refused");

    private static final String MALWARE = "skill_malware";
    private static final String UNKNOWN = "skill_unknown";

    /** Reasons why a release is not given out any more that people who have it should know. All else may be of today only. */
    private static final Set<String> FLAGS =
            Set.of("skill_removed", "skill_hidden", "version_revoked", "legacy_scan_failed");

    private final ClawHub hub;
    private final Names names;
    private final Offers offers;

    Objecting(ClawHub hub, Names names, Offers offers) {
        this.hub = hub;
        this.names = names;
        this.offers = offers;
    }

    /** As {@link net.chingtech.ctos.provisioning.SkillSource#objections} promises. */
    Map<Standing.Ref, Optional<Objection>> of(Collection<Standing.Ref> installed) throws ProvisioningException {
        Map<Standing.Ref, Optional<Objection>> found = new LinkedHashMap<>();
        for (Standing.Ref release : installed) {
            if (!release.id().isLegacy()) {
                continue;
            }
            try {
                found.putAll(against(release));
            } catch (ProvisioningException e) {
                if (ODD.contains(e.problem().code())) {
                    LOG.info("What {} holds against {} is not known: {}", hub.address(), release.id(), e.problem());
                    continue;
                }
                // What was said of others counts, whatever becomes of the hub meanwhile.
                if (found.isEmpty()) {
                    throw e;
                }
                break;
            }
        }
        return found;
    }

    /** Nothing at all when it is neither flagged nor given out as before: that may be of today only. */
    private Map<Standing.Ref, Optional<Objection>> against(Standing.Ref release) throws ProvisioningException {
        String version = release.version().toString();
        Ref ref = null;
        try {
            ref = names.of(release.id());
            Stance stance = offers.stance(ref, version);
            Problem refusal = stance.refusal();
            if (refusal != null && isFlag(refusal)) {
                return Map.of(release, Optional.of(objection(refusal)));
            }
            if (stance.doubt() != null) {
                return Map.of(release, Optional.of(objection(stance.doubt())));
            }
            return refusal == null ? Map.of(release, Optional.empty()) : Map.of();
        } catch (ProvisioningException e) {
            Problem problem = e.problem();
            if (isFlag(problem)) {
                return Map.of(release, Optional.of(objection(problem)));
            }
            if (problem.code().equals(UNKNOWN)) {
                return Map.of(release, Optional.of(gone(ref, version, problem)));
            }
            if (problem.status() >= 500) {
                throw e;
            }
            return Map.of();
        }
    }

    private static boolean isFlag(Problem problem) {
        return problem.code().equals(MALWARE) || FLAGS.contains(problem.code());
    }

    private static Objection objection(Problem problem) {
        return new Objection(problem.code().equals(MALWARE), problem);
    }

    /** To strangers a hub says of a skill that it holds back only that there is none; of its versions it says more. */
    private Objection gone(Ref ref, String version, Problem unknown) throws ProvisioningException {
        try {
            if (ref != null) {
                hub.version(ref, version);
            }
        } catch (ProvisioningException e) {
            Problem problem = e.problem();
            if (isFlag(problem)) {
                return objection(problem);
            }
            if (problem.status() >= 500) {
                throw e;
            }
        }
        // Something that is no ClawHub at all knows no skill either.
        hub.list("updated", 1, null);
        return new Objection(false, unknown);
    }
}
