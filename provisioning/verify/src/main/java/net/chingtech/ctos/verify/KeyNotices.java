package net.chingtech.ctos.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.format.notice.NoticeList;

/**
 * What is known about publishers' keys, and what follows from it: which key follows which, and what is not believed any
 * more. The answers do not depend on the order of the notices.
 */
public final class KeyNotices {

    /** The reason only so that the order of the list never decides. */
    private static final Comparator<VerifiedNotice> OLDEST = Comparator.comparing(
                    (VerifiedNotice each) -> each.notice().issuedAt())
            .thenComparing(each -> each.notice().reason());

    private final List<VerifiedNotice> notices;
    private final List<Problem> refused;

    private KeyNotices(List<VerifiedNotice> notices, List<Problem> refused) {
        this.notices = List.copyOf(notices);
        this.refused = List.copyOf(refused);
    }

    /** Who says that one key follows another. */
    public enum VouchedBy {
        OLD_KEY,
        AUTHORITY
    }

    /**
     * That one key follows another. Over several notices {@code vouchedBy} is the authority when one of them is its, and
     * reason and time are of the last such.
     *
     * @param reason as whoever vouches wrote it
     * @param at when that was signed
     */
    public record Change(VouchedBy vouchedBy, String reason, Instant at) {}

    public static KeyNotices none() {
        return new KeyNotices(List.of(), List.of());
    }

    public static KeyNotices of(Collection<VerifiedNotice> notices) {
        return new KeyNotices(List.copyOf(notices), List.of());
    }

    /**
     * The notices of a list that are proven. One that is not, such as one of a kind that this version does not know or of
     * an authority that is not trusted here, counts for nothing and keeps no other from counting.
     */
    public static KeyNotices read(NoticeList list, Verifier verifier) {
        List<VerifiedNotice> notices = new ArrayList<>();
        List<Problem> refused = new ArrayList<>();
        for (Envelope envelope : list.notices()) {
            try {
                notices.add(verifier.notice(envelope));
            } catch (VerificationFailed e) {
                refused.add(e.problem());
            }
        }
        return new KeyNotices(notices, refused);
    }

    /** Those that count. */
    public List<VerifiedNotice> notices() {
        return notices;
    }

    /** Why the others of {@link #read} do not count. */
    public List<Problem> refused() {
        return refused;
    }

    /**
     * The notice by which a statement of this publisher is not believed any more. A statement counts as signed at the
     * later of the two times, since a thief of the key can write any {@code publishedAt}; without {@code listedAt} there
     * is no proof at all that it is older than the revocation.
     *
     * @param publisher of the statement; who vouches for it may revoke its key, and so may every official authority; when
     *     nobody does, every authority: who leaves the certificate away does not get around the one that issued it
     * @param listedAt when a hub took the statement in, or null
     */
    public Optional<Notice> revoked(Publisher publisher, Instant publishedAt, Instant listedAt) {
        return firstRevocation(publisher.keyId(), Arrays.asList(authorityOf(publisher)))
                .filter(revocation ->
                        listedAt == null || !later(publishedAt, listedAt).isBefore(revocation.since()));
    }

    /**
     * Who says that the key of {@code now} follows the pinned one, over any number of steps. Every step is
     *
     * <ul>
     *   <li>a replacement by the authority that vouched for the pinned key, or by an official one; then an authority must
     *       vouch for the new key, too, and one that is not official must be the same. Of several, the one signed last
     *       decides; two of the same time with different keys decide nothing. Or, when there is none,
     *   <li>a rotation by the old key. Two rotations of one key to different keys show that two hands hold it: neither
     *       counts, and the authority has to decide. A rotation signed at or after the time from which the old key is
     *       revoked never counts; since whoever stole the key can write an earlier time, one of before that counts only
     *       when the authority vouches for the new key, too.
     * </ul>
     *
     * @param publisherName as pinned; every notice and the new publisher must have the same name
     * @param oldKeyId the pinned key
     * @param oldAuthorityKeyId who vouched for it; null when nobody did
     * @param now who signed
     * @return empty when nobody says so, and when {@code now} has the pinned key itself
     */
    public Optional<Change> successor(String publisherName, String oldKeyId, String oldAuthorityKeyId, Publisher now) {
        if (!now.name().equals(publisherName)) {
            return Optional.empty();
        }
        Change change = null;
        String key = oldKeyId;
        Set<String> walked = new HashSet<>();
        while (!key.equals(now.keyId())) {
            // A loop leads nowhere.
            Optional<Notice> step =
                    walked.add(key) ? step(publisherName, key, oldAuthorityKeyId, now) : Optional.empty();
            if (step.isEmpty()) {
                return Optional.empty();
            }
            key = step.get().newKeyId();
            change = added(change, step.get());
        }
        return Optional.ofNullable(change);
    }

    private static Change added(Change before, Notice step) {
        boolean authority = step.kind() == Notice.Kind.REPLACEMENT;
        if (before != null && before.vouchedBy == VouchedBy.AUTHORITY && !authority) {
            return before;
        }
        return new Change(authority ? VouchedBy.AUTHORITY : VouchedBy.OLD_KEY, step.reason(), step.issuedAt());
    }

    private Optional<Notice> step(String publisherName, String key, String oldAuthority, Publisher now) {
        List<VerifiedNotice> replacements = new ArrayList<>();
        List<VerifiedNotice> rotations = new ArrayList<>();
        for (VerifiedNotice each : notices) {
            Notice notice = each.notice();
            if (!notice.keyId().equals(key) || !notice.publisher().equals(publisherName)) {
                continue;
            }
            if (notice.kind() == Notice.Kind.ROTATION) {
                rotations.add(each);
            } else if (notice.kind() == Notice.Kind.REPLACEMENT && hasSay(each, oldAuthority)) {
                replacements.add(each);
            }
        }
        // Also a replacement that does not lead to this publisher silences the rotations.
        return (replacements.isEmpty()
                        ? onlyOne(rotations).filter(each -> believed(each.notice(), oldAuthority, now))
                        : last(replacements).filter(each -> vouched(each, now)))
                .map(VerifiedNotice::notice);
    }

    private static boolean hasSay(VerifiedNotice notice, String authority) {
        return notice.official() || notice.authority().keyId().equals(authority);
    }

    private static boolean vouched(VerifiedNotice replacement, Publisher now) {
        return now.authority() != null && hasSay(replacement, now.authority().keyId());
    }

    private boolean believed(Notice rotation, String oldAuthority, Publisher now) {
        String authority = authorityOf(now);
        Optional<Notice> revocation = firstRevocation(rotation.keyId(), Arrays.asList(authority, oldAuthority));
        return revocation.isEmpty()
                || (rotation.issuedAt().isBefore(revocation.get().since())
                        && authority != null
                        && authority.equals(oldAuthority));
    }

    private static Optional<VerifiedNotice> last(List<VerifiedNotice> replacements) {
        Instant latest = replacements.stream()
                .map(each -> each.notice().issuedAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return onlyOne(replacements.stream()
                .filter(each -> each.notice().issuedAt().equals(latest))
                .toList());
    }

    /** The notice, when all lead to one key: the oldest, so that saying it again changes nothing. */
    private static Optional<VerifiedNotice> onlyOne(List<VerifiedNotice> notices) {
        long keys = notices.stream()
                .map(each -> each.notice().newKeyId())
                .distinct()
                .count();
        return keys == 1 ? notices.stream().min(OLDEST) : Optional.empty();
    }

    private Optional<Notice> firstRevocation(String keyId, List<String> authorities) {
        return notices.stream()
                .filter(each -> each.notice().kind() == Notice.Kind.REVOCATION)
                .filter(each -> authorities.stream().anyMatch(one -> one == null || hasSay(each, one)))
                .map(VerifiedNotice::notice)
                .filter(notice -> notice.keyId().equals(keyId))
                .min(Comparator.comparing(Notice::since).thenComparing(Notice::reason));
    }

    /** Null when nobody vouches. */
    private static String authorityOf(Publisher publisher) {
        return publisher.authority() == null ? null : publisher.authority().keyId();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
