package net.chingtech.ctos.provisioning.agent.update;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.plan.Planner;
import net.chingtech.ctos.provisioning.agent.policy.SilentRules;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;

/**
 * Says of each update whether it could come without asking, by its proven statement: what a source hints at counts for
 * nothing. Only what has an update is asked for.
 */
public final class UpdateJudge {

    private final Store store;
    private final Sources sources;
    private final Verifier verifier;
    private final SilentRules rules;
    private final Planner planner;
    private final FirstSeen seen;
    private final Clock clock;

    public UpdateJudge(
            Store store,
            Sources sources,
            Verifier verifier,
            SilentRules rules,
            Planner planner,
            FirstSeen seen,
            Clock clock) {
        this.store = store;
        this.sources = sources;
        this.verifier = verifier;
        this.rules = rules;
        this.planner = planner;
        this.seen = seen;
        this.clock = clock;
    }

    /** The same updates, each with what its statement says, and why it is not silent. */
    List<AvailableUpdate> judged(List<AvailableUpdate> hints) {
        // A source that does not answer once is not waited for again and again.
        Map<String, Problem> silentSources = new HashMap<>();
        List<AvailableUpdate> judged = new ArrayList<>();
        for (AvailableUpdate hint : hints) {
            Entry entry = store.state().find(hint.id()).orElse(null);
            if (entry == null) {
                continue;
            }
            if (hint.id().isLegacy()) {
                // Nothing that its source could say would change that, and to ask would be to download it.
                Problem unsigned = SilentRules.unsigned(hint.id(), hint.latestVersion());
                judged.add(with(hint, hint.security(), hint.newPermissions(), unsigned));
                continue;
            }
            Problem silent = silentSources.get(hint.source());
            if (silent != null) {
                judged.add(with(hint, hint.security(), hint.newPermissions(), silent));
                continue;
            }
            try {
                judged.add(judged(hint, entry));
            } catch (ProvisioningException e) {
                if (Refusals.is(e, "source_unreachable")) {
                    silentSources.put(hint.source(), e.problem());
                }
                judged.add(with(hint, hint.security(), hint.newPermissions(), e.problem()));
            }
        }
        return judged;
    }

    private AvailableUpdate judged(AvailableUpdate hint, Entry entry) throws ProvisioningException {
        Release release = sources
                .ask(
                        hint.source(),
                        source ->
                                source.releases(hint.id(), VersionRange.exactly(hint.latestVersion()), entry.channel()))
                .stream()
                .filter(one -> one.claim().version().equals(hint.latestVersion()))
                .findFirst()
                .orElseThrow(() -> Refusals.of(
                        404,
                        "version_unknown",
                        hint.source() + " names " + hint.id() + " " + hint.latestVersion() + " and does not have it.",
                        "Plan the update later; tell whoever runs the source when that lasts."));
        VerifiedStatement proven;
        try {
            proven = verifier.statement(release.envelope());
        } catch (VerificationFailed e) {
            throw new ProvisioningException(e.problem(), e);
        }
        SilentRules.Update update = new SilentRules.Update(entry, proven, seen.offeredAt(entry, release));
        return with(
                hint,
                proven.statement().securityFix(),
                update.terms().permissions(),
                notSilent(update).orElse(null));
    }

    /** By the statement; when that says nothing against it, by all that would come with it. */
    private Optional<Problem> notSilent(SilentRules.Update update) {
        SilentRules.Verdict verdict = rules.of(update, clock.instant());
        if (!verdict.silent()) {
            return verdict.problem();
        }
        try {
            Change change = new Change.Update(
                    update.entry().id(), update.next().statement().version());
            return planner.plan(change).verdict().problem();
        } catch (ProvisioningException e) {
            return Optional.of(e.problem());
        }
    }

    private static AvailableUpdate with(
            AvailableUpdate hint, boolean security, List<SkillPermission> newPermissions, Problem notSilent) {
        return new AvailableUpdate(
                hint.id(),
                hint.name(),
                hint.currentVersion(),
                hint.latestVersion(),
                hint.severity(),
                security,
                hint.releaseNotes(),
                newPermissions,
                hint.source(),
                notSilent);
    }
}
