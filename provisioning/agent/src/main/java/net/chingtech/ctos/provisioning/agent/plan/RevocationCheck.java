package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Reason;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.quarantine.Quarantine;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Pins.Pin;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.Publisher;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * What was said about a release, and about the key that signed it, since it was made. What was revoked is for those who ask
 * for exactly that, or have it already, and takes an explicit yes.
 */
final class RevocationCheck {

    /** How much earlier than the source took it in a release may say that it was signed. */
    private static final Duration LONGEST_BACKDATING = Duration.ofHours(24);

    private final State state;
    private final KeyNotices notices;
    private final Quarantine quarantine;
    private final FirstSeen seen;

    private final Map<String, Revoked> files;

    /** @param files what sources revoked of the releases that come as files, by the artifact's digest */
    RevocationCheck(
            State state, KeyNotices notices, Quarantine quarantine, FirstSeen seen, Map<String, Revoked> files) {
        this.seen = seen;
        this.files = files;
        this.state = state;
        this.notices = notices;
        this.quarantine = quarantine;
    }

    void check(Candidate candidate, VerifiedStatement statement, boolean exact, Findings findings)
            throws ProvisioningException {
        if (candidate.offer() != null) {
            offered(candidate, statement, exact, findings);
        } else {
            onDisk(candidate, findings);
        }
    }

    private void offered(Candidate candidate, VerifiedStatement statement, boolean exact, Findings findings)
            throws ProvisioningException {
        Listing listing = candidate.offer().listing();
        Instant published = statement.statement().publishedAt();
        Instant listed = listing == null ? null : listing.listedAt();
        if (listed != null && published.isBefore(listed.minus(LONGEST_BACKDATING))) {
            throw Refusals.of(
                    422,
                    "statement_backdated",
                    candidate + " says that it was signed at " + published + ", but " + candidate.source()
                            + " took it in at " + listed + ", more than a day later.",
                    "Do not install it; ask its publisher for a release that is signed anew.");
        }
        if (listing != null && listing.revoked() != null) {
            release(candidate, listing.revoked(), findings);
        }
        Revoked file = files.get(statement.statement().artifact().sha256());
        if (listing == null && file != null) {
            release(candidate, file, findings);
        }
        Instant counted = seen.listedAt(state.find(candidate.id()).orElse(null), candidate.offer());
        Optional<Notice> key = revokedKey(candidate, statement.publisher(), published, counted);
        if (key.isPresent()) {
            List<String> late = SeenLate.is(listing, counted) ? List.of(SeenLate.words(candidate, counted)) : List.of();
            keyRevoked(candidate, statement.publisher(), key.get(), exact, late, findings);
        }
    }

    /** By whoever vouches for the publisher now, and by whoever did when the key was pinned. */
    private Optional<Notice> revokedKey(Candidate candidate, Publisher publisher, Instant published, Instant listed) {
        Pin pin = state.pins().of(candidate.id()).orElse(null);
        Optional<Notice> found = notices.revoked(publisher, published, listed);
        if (found.isPresent() || pin == null || pin.authority() == null) {
            return found;
        }
        Publisher as = new Publisher(
                publisher.name(),
                publisher.tier(),
                publisher.namespaces(),
                publisher.keyId(),
                new Publisher.Authority("", pin.authority()));
        return notices.revoked(as, published, listed);
    }

    private static void keyRevoked(
            Candidate candidate,
            Publisher publisher,
            Notice notice,
            boolean exact,
            List<String> late,
            Findings findings)
            throws ProvisioningException {
        String what = "The key sha256:" + publisher.keyId() + " of " + publisher.name() + " was revoked";
        if (!exact) {
            throw Refusals.of(
                    422,
                    "key_revoked",
                    what + ", so " + candidate + " is not believed: " + Reason.quoted(notice.reason()),
                    "Wait for a release that " + publisher.name()
                            + " signs with another key. Who must have this one all the same asks for exactly this version.",
                    late);
        }
        findings.revoked(new Revoked(notice.reason(), notice.issuedAt()));
        findings.say(
                what + ": " + Reason.quoted(notice.reason()) + " Whoever has that key may have signed this release.");
        late.forEach(findings::say);
    }

    private void onDisk(Candidate candidate, Findings findings) {
        Entry entry = state.find(candidate.id()).orElseThrow();
        quarantine.of(entry, candidate.onDisk()).ifPresent(why -> release(candidate, why, findings));
    }

    private static void release(Candidate candidate, Revoked why, Findings findings) {
        findings.revoked(why);
        findings.say(candidate + " was revoked: " + Reason.quoted(why.reason()) + " It should not run.");
    }
}
