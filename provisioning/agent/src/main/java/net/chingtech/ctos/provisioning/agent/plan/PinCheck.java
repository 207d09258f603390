package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Reason;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Pins.Pin;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.Publisher;
import net.chingtech.ctos.verify.VerifiedNotice;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * Whether a release comes from whom its id is at home with. Another key needs somebody who vouches that it follows the
 * pinned one, and an explicit yes. Another authority for the same key does not: the key is what proves who signed, and
 * both authorities are trusted here; it is said.
 */
final class PinCheck {

    private final State state;
    private final LeftBehind left;
    private final KeyNotices notices;
    private final FirstSeen seen;

    PinCheck(State state, LeftBehind left, KeyNotices notices, FirstSeen seen) {
        this.seen = seen;
        this.state = state;
        this.left = left;
        this.notices = notices;
    }

    void check(Candidate candidate, VerifiedStatement statement, Findings findings) throws ProvisioningException {
        if (candidate.offer() != null && candidate.source().equals(Change.DISK)) {
            findings.say(
                    "It comes from a file, so no source will say here when it is withdrawn; later versions of it come from"
                            + " files only.");
        }
        Pin pin = state.pins().of(candidate.id()).orElse(null);
        Publisher publisher = statement.publisher();
        if (pin == null) {
            left.say(candidate.id(), findings);
            return;
        }
        if (!pin.publisher().equals(publisher.name())) {
            throw Refusals.of(
                    422,
                    "publisher_changed",
                    candidate.id() + " is at home with " + pin.publisher() + "; this release is from "
                            + publisher.name() + ".",
                    "Do not install it; ask " + pin.publisher() + ".");
        }
        // Going back to what ran here before needs no new trust.
        if (candidate.offer() == null) {
            return;
        }
        if (pin.keyId().equals(publisher.keyId())) {
            sayOtherAuthority(pin, publisher, findings);
        } else if (isOfBefore(candidate, pin, statement)) {
            mustBeSeenBefore(candidate, pin, statement);
            findings.keepPin();
            findings.say("It is signed with an earlier key of " + pin.publisher() + ", sha256:" + publisher.keyId()
                    + ", before that was followed by the pinned one.");
        } else {
            keyChange(candidate, pin, publisher, findings);
        }
    }

    private static void sayOtherAuthority(Pin pin, Publisher publisher, Findings findings) {
        Publisher.Authority authority = publisher.authority();
        if (authority == null || authority.keyId().equals(pin.authority())) {
            return;
        }
        if (pin.unverified()) {
            findings.say(authority.name() + " vouches for " + publisher.name()
                    + " now; nobody did when the key was pinned.");
        } else if (pin.authority() != null) {
            findings.say("Another authority than before vouches for the same key: " + authority.name() + ", sha256:"
                    + authority.keyId() + ".");
        }
    }

    private void keyChange(Candidate candidate, Pin pin, Publisher publisher, Findings findings)
            throws ProvisioningException {
        Optional<KeyNotices.Change> found = notices.successor(pin.publisher(), pin.keyId(), pin.authority(), publisher);
        if (found.isEmpty()) {
            throw Refusals.of(
                    422,
                    "publisher_key_changed",
                    candidate.id() + " is pinned to the key sha256:" + pin.keyId() + " of " + pin.publisher()
                            + "; this release is signed with sha256:" + publisher.keyId()
                            + ", and nobody says that one follows the other.",
                    "Ask " + pin.publisher()
                            + " to sign a rotation with the old key, or its authority to sign a replacement. If you know"
                            + " that the new key is right: uninstall the skill, then ./ctos trust forget "
                            + candidate.id() + ", and install it again.");
        }
        KeyNotices.Change change = found.get();
        boolean byOldKey = change.vouchedBy() == KeyNotices.VouchedBy.OLD_KEY;
        findings.keyChange(new Plan.KeyChange(
                pin.keyId(),
                publisher.keyId(),
                change.vouchedBy().name().toLowerCase(Locale.ROOT),
                change.reason(),
                change.at()));
        findings.say(pin.publisher() + " signs with another key than before: sha256:" + pin.keyId()
                + " is pinned, this release is signed with sha256:" + publisher.keyId() + ".");
        findings.say((byOldKey
                        ? "The old key itself says that the new one follows it"
                        : "The authority says that the new key follows the old one")
                + ", signed at " + change.at() + ": " + Reason.quoted(change.reason()));
    }

    /** Whether an old release comes with the key of then, and a list proves that it is older than the change of keys. */
    private boolean isOfBefore(Candidate candidate, Pin pin, VerifiedStatement statement) {
        Listing listing = candidate.offer().listing();
        return listing != null && leadsHere(pin, statement) && isSignedBefore(listing.listedAt(), statement);
    }

    /** Whether somebody says that the pinned key follows the one of a release. */
    private boolean leadsHere(Pin pin, VerifiedStatement statement) {
        Publisher then = statement.publisher();
        Publisher.Authority pinnedBy = pin.authority() == null ? null : new Publisher.Authority("", pin.authority());
        Publisher pinned = new Publisher(pin.publisher(), then.tier(), pin.namespaces(), pin.keyId(), pinnedBy);
        return notices.successor(
                        pin.publisher(),
                        then.keyId(),
                        then.authority() == null ? null : then.authority().keyId(),
                        pinned)
                .isPresent();
    }

    /** Before the first word that was said about its key: what came later may be a thief's. */
    private boolean isSignedBefore(Instant listedAt, VerifiedStatement statement) {
        Instant published = statement.statement().publishedAt();
        Instant signed = published.isAfter(listedAt) ? published : listedAt;
        return notices.notices().stream()
                .map(VerifiedNotice::notice)
                .filter(notice -> notice.keyId().equals(statement.publisher().keyId()))
                .allMatch(notice -> signed.isBefore(notice.issuedAt()));
    }

    /** What a source says of its age counts no further than what was seen here: a thief of its keys can write any time. */
    private void mustBeSeenBefore(Candidate candidate, Pin pin, VerifiedStatement statement)
            throws ProvisioningException {
        Instant counted = seen.listedAt(state.find(candidate.id()).orElse(null), candidate.offer());
        if (!isSignedBefore(counted, statement)) {
            throw Refusals.of(
                    422,
                    "release_seen_late",
                    candidate + " is signed with an earlier key of " + pin.publisher() + ", sha256:"
                            + statement.publisher().keyId() + ", which was followed by another one before that. "
                            + SeenLate.words(candidate, counted),
                    "Take a release that is signed with the newer key. If you need this one: ask " + pin.publisher()
                            + " to sign it anew.");
        }
    }
}
