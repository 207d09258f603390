package net.chingtech.ctos.skillhub.server.publish;

import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.store.Notices;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.Publisher;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedNotice;
import net.chingtech.ctos.verify.Verifier;

/** Which keys still publish, and which go on for others. Judged anew each time, by the authorities trusted then. */
final class PublisherKeys {

    private final Releases releases;
    private final Notices notices;
    private final Verifier verifier;

    PublisherKeys(Releases releases, Notices notices, Verifier verifier) {
        this.releases = releases;
        this.notices = notices;
        this.verifier = verifier;
    }

    /** @throws Refused {@code key_revoked}, {@code key_replaced} */
    void mustStillPublish(Publisher publisher, Instant publishedAt) throws Refused {
        KeyNotices about = about(publisher.name(), publisher.keyId());
        Optional<Notice> revoked = about.revoked(publisher, publishedAt, null);
        if (revoked.isPresent()) {
            throw new Refused(new Problem(
                    403,
                    "key_revoked",
                    "The key sha256:" + publisher.keyId() + " of " + publisher.name() + " is revoked since "
                            + revoked.get().since() + ": " + revoked.get().reason(),
                    "Sign with another key that the authority vouches for, and ask it for a replacement notice."));
        }
        Optional<Notice> followed = about.notices().stream()
                .filter(notice -> saysThatAnotherFollows(notice, publisher))
                .map(VerifiedNotice::notice)
                .findFirst();
        if (followed.isPresent()) {
            throw new Refused(new Problem(
                    403,
                    "key_replaced",
                    "Another key, sha256:" + followed.get().newKeyId() + ", follows sha256:" + publisher.keyId()
                            + " of " + publisher.name() + " since "
                            + followed.get().issuedAt() + ": " + followed.get().reason(),
                    "Sign with the new key."));
        }
    }

    private static boolean saysThatAnotherFollows(VerifiedNotice verified, Publisher publisher) {
        Notice notice = verified.notice();
        boolean aboutIt =
                notice.keyId().equals(publisher.keyId()) && notice.publisher().equals(publisher.name());
        return aboutIt
                && switch (notice.kind()) {
                    case ROTATION -> true;
                    case REPLACEMENT ->
                        verified.official() || verified.authority().equals(publisher.authority());
                    case REVOCATION -> false;
                };
    }

    /** Whether a publisher's key goes on for another one, as a notice says. */
    boolean follows(Publisher publisher, String formerName, String formerKey) {
        String authority = releases.latestBy(formerKey)
                .map(release -> {
                    try {
                        return verifier.statement(release.envelope())
                                .publisher()
                                .authority();
                    } catch (VerificationFailed e) {
                        // Nobody trusted vouches for it any more: then only that key itself has a say.
                        return null;
                    }
                })
                .map(Publisher.Authority::keyId)
                .orElse(null);
        return about(publisher.name(), formerKey)
                .successor(formerName, formerKey, authority, publisher)
                .isPresent();
    }

    private KeyNotices about(String publisher, String keyId) {
        return KeyNotices.read(new NoticeList(notices.about(publisher, keyId)), verifier);
    }
}
