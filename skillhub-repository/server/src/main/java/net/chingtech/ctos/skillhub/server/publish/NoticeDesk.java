package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Notices;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedNotice;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what publishers and authorities signed about keys, and hands it on. */
public final class NoticeDesk {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeDesk.class);
    private static final int AT_ONCE = 100;

    private final Verifier verifier;
    private final Notices notices;
    private final Releases releases;
    private final Ledger ledger;
    private final Clock clock;

    public NoticeDesk(Verifier verifier, Notices notices, Releases releases, Ledger ledger, Clock clock) {
        this.verifier = verifier;
        this.notices = notices;
        this.releases = releases;
        this.ledger = ledger;
        this.clock = clock;
    }

    public NoticeList all() {
        return new NoticeList(notices.all());
    }

    /**
     * Proves a notice and keeps it; when this returns it is in the signed lists. Releases that a revocation is about are
     * revoked with its reason.
     *
     * @return false when the very same was there already
     */
    public boolean take(Envelope envelope) throws Refused {
        boolean isNew;
        try {
            VerifiedNotice verified = verifier.notice(envelope);
            isNew = ledger.enter(() -> {
                boolean kept = notices.keep(envelope, verified.notice());
                if (verified.notice().kind() == Notice.Kind.REVOCATION) {
                    // Again for one that is there: the process may have been killed before it was through.
                    revoke(verified);
                }
                return kept;
            });
            if (isNew) {
                LOG.info(
                        "Notice about the key {} of {}: {}, {}",
                        verified.notice().keyId(),
                        verified.notice().publisher(),
                        verified.notice().kind(),
                        verified.notice().reason());
            }
        } catch (VerificationFailed e) {
            throw new Refused(e.problem(), e);
        } catch (IOException e) {
            throw new StoreFailed("keeping a notice failed", e);
        }
        ledger.awaitListed();
        return isNew;
    }

    private void revoke(VerifiedNotice revocation) {
        KeyNotices only = KeyNotices.of(List.of(revocation));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String key = revocation.notice().keyId();
        List<StoredRelease> some = releases.releasesBy(key, 0, AT_ONCE);
        while (!some.isEmpty()) {
            for (StoredRelease release : some) {
                Optional<Notice> reason = reason(only, release);
                if (reason.isPresent()
                        && releases.revoke(
                                release.manifest().id(),
                                release.manifest().version(),
                                new Revoked(reason.get().reason(), now))) {
                    ledger.index(release.manifest().id());
                }
            }
            some = releases.releasesBy(key, some.get(some.size() - 1).number(), AT_ONCE);
        }
    }

    private Optional<Notice> reason(KeyNotices notices, StoredRelease release) {
        try {
            return notices.revoked(
                    verifier.statement(release.envelope()).publisher(), release.publishedAt(), release.listedAt());
        } catch (VerificationFailed e) {
            // Whoever vouched for it is not trusted any more; no container takes it either.
            LOG.warn(
                    "{} {} is not judged by a revocation: {}",
                    release.manifest().id(),
                    release.manifest().version(),
                    e);
            return Optional.empty();
        }
    }
}
