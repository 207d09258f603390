package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Past;
import net.chingtech.ctos.provisioning.agent.store.Pins.Pin;
import net.chingtech.ctos.provisioning.agent.store.Pins.Seen;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * What becomes of a release that nobody signed: a legacy skill. Nothing proves where it comes from, so each release takes an
 * explicit yes of its own; the place that it came from is pinned, and what came: the folder, however it is wrapped here.
 */
final class LegacyCheck {

    private static final int SHOWN = 12;

    private final State state;
    private final LeftBehind left;

    LegacyCheck(State state, LeftBehind left) {
        this.state = state;
        this.left = left;
    }

    /**
     * That it may stand in a plan, and what has to be said of it.
     *
     * @throws ProvisioningException {@code publisher_changed} when it comes from another place than before; {@code
     *     version_changed} when this version was another folder before
     */
    void check(Candidate candidate, VerifiedStatement statement, Findings findings) throws ProvisioningException {
        Pin pin = state.pins().of(candidate.id()).orElse(null);
        if (candidate.offer() == null) {
            onDisk(pin, findings);
            return;
        }
        if (pin != null) {
            mustBeTheSamePlace(candidate, pin, statement);
            mustBeTheSameFolder(candidate, pin, statement.statement());
        } else {
            left.say(candidate.id(), findings);
        }
        findings.flag(Plan.Flag.UNVERIFIED);
        findings.say("Nobody signed this skill, so nothing proves who made it or that nobody changed it on its way.");
        findings.say("It comes from " + candidate.source() + ": " + candidate.id() + " of "
                + statement.statement().publisher() + ".");
        ReleaseStatement release = statement.statement();
        findings.say((release.content() == null ? "" : "Its files have the digest sha256:" + release.content() + ". ")
                + "What was made of it here has the digest sha256:"
                + release.artifact().sha256() + ".");
        findings.say("If you agree, this place and what its files are is pinned: later versions of " + candidate.id()
                + " come from there only, each is asked for, and " + candidate.version() + " is never another folder.");
    }

    /** What lies here was agreed to, and has not changed since: its digest was checked. */
    private static void onDisk(Pin pin, Findings findings) {
        if (pin == null || !pin.unverified()) {
            findings.flag(Plan.Flag.UNVERIFIED);
            findings.say("Nobody signed this skill, and nothing here says that somebody agreed to that.");
            return;
        }
        findings.say("Nobody signed this skill; this very file of it was agreed to before.");
    }

    private static void mustBeTheSamePlace(Candidate candidate, Pin pin, VerifiedStatement statement)
            throws ProvisioningException {
        String place = statement.publisher().keyId();
        boolean same = pin.source().equals(candidate.source())
                && pin.keyId().equals(place)
                && pin.publisher().equals(statement.publisher().name());
        if (!same) {
            throw Refusals.of(
                    422,
                    "publisher_changed",
                    candidate.id() + " is at home with " + pin.publisher() + " at " + pin.source() + " (place "
                            + shown(pin.keyId()) + "); this release is from "
                            + statement.publisher().name() + " at " + candidate.source() + " (place " + shown(place)
                            + "), and nobody signed either.",
                    "Do not install it. If you know that it has moved: uninstall the skill, then ./ctos trust forget "
                            + candidate.id() + ", and install it again.");
        }
    }

    private void mustBeTheSameFolder(Candidate candidate, Pin pin, ReleaseStatement release)
            throws ProvisioningException {
        Seen before = pin.seen(candidate.version())
                .or(() -> state.find(candidate.id()).flatMap(entry -> installed(candidate, entry)))
                .orElse(null);
        if (before != null && !before.isSame(release)) {
            boolean folders = before.content() != null && release.content() != null;
            throw Refusals.of(
                    422,
                    "version_changed",
                    candidate + " was "
                            + (folders
                                    ? "other files before, sha256:" + before.content() + "; now " + candidate.source()
                                            + " gives sha256:" + release.content()
                                    : "the file sha256:" + before.sha256() + " before; now " + candidate.source()
                                            + " gives sha256:"
                                            + release.artifact().sha256())
                            + " under the same version. Nobody signed either, so nothing says"
                            + " that this is not somebody else's.",
                    "Look at what changed there; take a newer version when there is one. If you want this one all the same:"
                            + " uninstall the skill, then ./ctos trust forget " + candidate.id()
                            + ", and install it again.");
        }
    }

    private static Optional<Seen> installed(Candidate candidate, Entry entry) {
        return Stream.concat(
                        Stream.of(entry.current()), entry.history().stream().map(Past::release))
                .filter(release -> release.version().equals(candidate.version()))
                .map(release -> new Seen(release.version(), release.sha256(), null))
                .findFirst();
    }

    private static String shown(String digest) {
        return digest.substring(0, Math.min(SHOWN, digest.length()));
    }

    /**
     * That an id comes from where ids of its kind come from: what a ClawHub calls a skill of a publisher is not taken for
     * that, nor what a hub calls a legacy skill.
     *
     * @throws ProvisioningException {@code namespace_foreign}
     */
    static void mustFit(SkillId id, String source) throws ProvisioningException {
        if (!Sources.mayHave(source, id)) {
            throw Refusals.of(
                    422,
                    "namespace_foreign",
                    id.isLegacy()
                            ? source + " offers " + id + ", but " + SkillId.LEGACY
                                    + ".* is kept for skills that come from a ClawHub."
                            : source + " is a ClawHub and offers " + id + ", which is no id of a legacy skill.",
                    "Do not install it; tell whoever runs " + source + ".");
        }
    }
}
