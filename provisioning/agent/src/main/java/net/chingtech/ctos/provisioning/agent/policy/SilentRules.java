package net.chingtech.ctos.provisioning.agent.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * Which updates may come without asking anybody: those that the policy lets come, that change nothing which somebody once
 * agreed to, and that are some hours old, so that others had time to see what is wrong with them.
 */
public final class SilentRules {

    private final UpdatePolicies policies;

    public SilentRules(UpdatePolicies policies) {
        this.policies = policies;
    }

    /**
     * An update in question.
     *
     * @param entry what is installed
     * @param next the newer release, proven
     * @param offeredAt from when on others could see it, as far as that is known here; or null
     */
    public record Update(Entry entry, VerifiedStatement next, Instant offeredAt) {

        public NewTerms terms() {
            ReleaseStatement statement = next.statement();
            return NewTerms.of(
                    entry.id(),
                    entry.current(),
                    statement.permissions(),
                    statement.optionalPermissions(),
                    statement.dependencies().keySet());
        }

        /** Signed and offered: whichever is later, since a publisher can write any time. */
        private Instant madeAt() {
            Instant published = next.statement().publishedAt();
            return offeredAt != null && offeredAt.isAfter(published) ? offeredAt : published;
        }
    }

    /**
     * What is found.
     *
     * @param asks why somebody has to be asked, at any time
     * @param waits why it does not come now, but will
     * @param from when it may come, if only time speaks against it; null when it may come now, or never
     */
    public record Verdict(List<Problem> asks, List<Problem> waits, Instant from) {

        public boolean silent() {
            return asks.isEmpty() && waits.isEmpty();
        }

        /** All reasons as one; empty when it is silent. */
        public Optional<Problem> problem() {
            return Reasons.all(Stream.concat(asks.stream(), waits.stream()).toList());
        }
    }

    /** What is found of a release by its statement alone. */
    public Verdict of(Update update, Instant now) {
        List<Problem> asks = asks(update);
        asks.addAll(update.terms().reasons());
        return timed(List.of(update), asks, now);
    }

    /**
     * What is found of a whole plan.
     *
     * @param updates those of its items that are updates
     */
    public Verdict of(Plan plan, State state, List<Update> updates, Instant now) {
        List<Problem> asks = new ArrayList<>(AutoConsent.reasons(plan, state::find));
        updates.forEach(update -> asks.addAll(asks(update)));
        return timed(updates, asks, now);
    }

    /** Why a legacy skill never comes by itself. */
    public static Problem unsigned(SkillId id, SkillVersion version) {
        return Reasons.of(
                "publisher_unverified",
                "Nobody signed " + id + " " + version + ", so each update of it is asked for.",
                "Plan the update: the plan says where it comes from and what its digest is.");
    }

    private List<Problem> asks(Update update) {
        List<Problem> reasons = new ArrayList<>();
        Entry entry = update.entry();
        ReleaseStatement next = update.next().statement();
        String keyId = update.next().publisher().keyId();
        if (entry.held()) {
            reasons.add(Reasons.of(
                    "held",
                    entry.id() + " is held at " + entry.current().version() + ".",
                    "Let it go with ./ctos pin " + entry.id() + " --off."));
        }
        if (!keyId.equals(entry.current().keyId())) {
            reasons.add(Reasons.of(
                    "key_changed",
                    "The publisher of " + entry.id() + " signed it with another key (sha256:" + keyId
                            + ") than the installed version (sha256:"
                            + entry.current().keyId() + ").",
                    "Plan the update: the plan says who vouches for the change."));
        }
        if (!update.next().signed()) {
            reasons.add(unsigned(entry.id(), next.version()));
        }
        Severity severity = next.version().severityFrom(entry.current().version());
        UpdatePolicy policy = policies.of(entry);
        if (severity == Severity.MAJOR) {
            reasons.add(Reasons.of(
                    "major_version",
                    entry.id() + " " + next.version() + " is a new major version: what uses it may have to change.",
                    "Read its release notes, then plan the update."));
        } else if (mode(policy, severity, next.securityFix()) == UpdatePolicy.Mode.ASK) {
            reasons.add(Reasons.of(
                    "policy_asks",
                    "The policy is to ask before " + entry.id() + " takes a "
                            + (next.securityFix() ? "security fix" : severity.wire() + " release") + ".",
                    "Plan the update, or let such updates come by themselves with ./ctos policy."));
        }
        failed(entry, next).ifPresent(reasons::add);
        return reasons;
    }

    private static UpdatePolicy.Mode mode(UpdatePolicy policy, Severity severity, boolean security) {
        if (security) {
            return policy.security();
        }
        return severity == Severity.PATCH ? policy.patch() : policy.minor();
    }

    private static Optional<Problem> failed(Entry entry, ReleaseStatement next) {
        Optional<FailedVersion> failed = entry.failed().stream()
                .filter(one -> one.sha256().equals(next.artifact().sha256()))
                .findFirst();
        return failed.map(one -> Reasons.of(
                "failed_before",
                entry.id() + " " + next.version() + " failed here at " + one.at() + ": "
                        + one.problem().detail(),
                "Wait for a release that mends it, or plan the update to try it again."));
    }

    private Verdict timed(List<Update> updates, List<Problem> asks, Instant now) {
        List<Problem> waits = new ArrayList<>();
        Instant from = now;
        for (Update update : updates) {
            Instant oldEnough = update.madeAt().plus(age(update, asks.isEmpty()));
            if (now.isBefore(oldEnough)) {
                waits.add(Reasons.of(
                        "release_too_young",
                        update.entry().id() + " " + update.next().statement().version()
                                + " is too young to come without asking until " + oldEnough + ".",
                        "Wait until then, or plan the update when you want it now."));
                from = oldEnough.isAfter(from) ? oldEnough : from;
            }
        }
        for (Update update : updates) {
            UpdatePolicy.Window window = policies.of(update.entry()).window();
            if (window == null) {
                continue;
            }
            if (!Windows.isOpen(window, now)) {
                waits.add(Reasons.of(
                        "outside_window",
                        "Updates of " + update.entry().id() + " come by themselves in their window, which opens at "
                                + Windows.next(window, now) + ".",
                        "Wait until then, or plan the update when you want it now."));
            }
            from = Windows.isOpen(window, from) ? from : Windows.next(window, from);
        }
        return new Verdict(List.copyOf(asks), waits, asks.isEmpty() && !waits.isEmpty() ? from : null);
    }

    /** An official security fix that changes nothing else need not get old first. */
    private Duration age(Update update, boolean nothingElse) {
        boolean urgent = update.next().statement().securityFix()
                && update.next().publisher().tier() == Tier.OFFICIAL
                && nothingElse;
        return urgent
                ? Duration.ZERO
                : Duration.ofHours(policies.of(update.entry()).releaseAgeHours());
    }
}
