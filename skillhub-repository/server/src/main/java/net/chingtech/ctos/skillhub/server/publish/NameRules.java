package net.chingtech.ctos.skillhub.server.publish;

import java.util.Locale;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.skillhub.server.alike.OneSlip;
import net.chingtech.ctos.skillhub.server.alike.Skeleton;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.PublisherLine;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;
import net.chingtech.ctos.verify.Publisher;

/**
 * New names must not be taken for those of others: not look like them, and not be one slip of the finger away. A slip
 * before the last dot of an id, or in a publisher's name, is let pass when both publishers were looked at by an authority
 * (tier verified or official): it knows whose name space and name that is. What one publisher calls its own skills is its
 * own affair.
 */
final class NameRules {

    private final Releases releases;
    private final Search search;
    private final PublisherKeys keys;

    NameRules(Releases releases, Search search, PublisherKeys keys) {
        this.releases = releases;
        this.search = search;
        this.keys = keys;
    }

    /** @throws Refused {@code id_looks_alike} for an id that is new */
    void mustNotLookLikeAnother(SkillId id, Publisher publisher) throws Refused {
        for (SkillLine other : releases.skillsLookingLike(Skeleton.of(id.value()))) {
            if (isSomebodyElses(other, publisher)) {
                throw looksAlike(id, other, "looks like");
            }
        }
        Set<SkillId> near = search.oneSlipFrom(id);
        for (SkillLine other : releases.skills(near).values()) {
            boolean mistaken =
                    switch (OneSlip.between(id.value(), other.id().value())) {
                        case NAME -> true;
                        case NAMESPACE -> !bothKnown(publisher, other.keyId());
                        case NONE -> false;
                    };
            if (mistaken && isSomebodyElses(other, publisher)) {
                throw looksAlike(id, other, "is one letter away from");
            }
        }
    }

    private boolean isSomebodyElses(SkillLine other, Publisher publisher) {
        return !other.keyId().equals(publisher.keyId()) && !keys.follows(publisher, other.publisher(), other.keyId());
    }

    private static Refused looksAlike(SkillId id, SkillLine other, String how) {
        return new Refused(new Problem(
                409,
                "id_looks_alike",
                id + " " + how + " " + other.id() + " of " + other.publisher() + ".",
                "Choose an id that nobody takes for that one."));
    }

    /** @throws Refused {@code publisher_looks_alike} */
    void mustNotLookLikeAnother(Publisher publisher) throws Refused {
        String skeleton = Skeleton.of(publisher.name());
        for (PublisherLine other : releases.publishersAsLongAs(skeleton)) {
            if (other.keyId().equals(publisher.keyId())) {
                continue;
            }
            boolean mistaken = Skeleton.of(other.name()).equals(skeleton)
                    || OneSlip.between(folded(publisher.name()), folded(other.name())) != OneSlip.Place.NONE
                            && !bothKnown(publisher, other.keyId());
            if (mistaken && !keys.follows(publisher, other.name(), other.keyId())) {
                throw new Refused(new Problem(
                        409,
                        "publisher_looks_alike",
                        (publisher.name().equals(other.name())
                                        ? "A publisher named " + other.name()
                                        : "The publisher's name " + publisher.name() + " looks like " + other.name()
                                                + ", who")
                                + " publishes here with another key, sha256:" + other.keyId() + ".",
                        "Is it the same publisher? Then have a rotation signed by that key, or a replacement by the"
                                + " authority, and publish that notice first (./ctos publish --notice FILE). Else ask the authority for a"
                                + " certificate with a name that nobody takes for that one."));
            }
        }
    }

    private boolean bothKnown(Publisher publisher, String otherKey) {
        return isKnown(publisher.tier())
                && releases.latestBy(otherKey)
                        .map(StoredRelease::tier)
                        .filter(NameRules::isKnown)
                        .isPresent();
    }

    private static boolean isKnown(Tier tier) {
        return tier == Tier.OFFICIAL || tier == Tier.VERIFIED;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
