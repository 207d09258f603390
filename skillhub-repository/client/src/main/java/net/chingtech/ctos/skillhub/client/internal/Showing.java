package net.chingtech.ctos.skillhub.client.internal;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.format.catalogue.SkillRating;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.provisioning.Listing;

/**
 * Makes what a hub says fit to be shown: no tier is better than the hub is taken for, nothing is null where a list or a text is expected, and every address is
 * absolute and leads where a hub may lead.
 */
final class Showing {

    private static final int MOST_CATEGORIES = 100;
    private static final int LONGEST_CATEGORY = 40;

    private final HubAddress hub;
    private final Tier maxTier;

    /** @param maxTier the best tier that is shown */
    Showing(HubAddress hub, Tier maxTier) {
        this.hub = hub;
        this.maxTier = maxTier;
    }

    static boolean canBeShown(SkillCard card) {
        return card != null && card.id() != null && card.latestVersion() != null;
    }

    SkillCard card(SkillCard card) {
        return new SkillCard(
                card.id(),
                card.name() == null ? card.id().value() : card.name(),
                text(card.summary()),
                text(card.author()),
                tier(card.tier()),
                list(card.categories()),
                list(card.tags()),
                card.latestVersion(),
                link(card.iconUrl()),
                rating(card.rating()),
                Math.max(0, card.downloads()),
                card.updatedAt() == null ? Instant.EPOCH : card.updatedAt());
    }

    /** As many as a page can use; a hub that counts none, or wrongly, spoils no search. */
    static List<CategoryCount> categories(List<CategoryCount> categories) {
        return list(categories).stream()
                .filter(one -> one.count() > 0
                        && one.name() != null
                        && !one.name().isBlank()
                        && one.name().length() <= LONGEST_CATEGORY)
                .limit(MOST_CATEGORIES)
                .toList();
    }

    /** Between none and five stars, whatever a hub counts. */
    static SkillCard.Rating rating(SkillCard.Rating said) {
        return said == null || said.count() <= 0 || !Double.isFinite(said.average())
                ? SkillCard.Rating.NONE
                : new SkillCard.Rating(Math.min(SkillRating.MOST, Math.max(0, said.average())), said.count());
    }

    private Tier tier(Tier claimed) {
        Tier tier = claimed == null ? Tier.COMMUNITY : claimed;
        return tier.compareTo(maxTier) < 0 ? maxTier : tier;
    }

    /** @param listed what the signed lists have of the skill; null when they cannot be believed now */
    SkillPage page(SkillPage page, ListedSkill listed) {
        return new SkillPage(
                card(page.card()),
                text(page.publisher()),
                text(page.description()),
                list(page.screenshots()).stream()
                        .map(this::link)
                        .filter(Objects::nonNull)
                        .toList(),
                link(page.bannerUrl()),
                text(page.license()),
                link(page.homepage()),
                listed == null ? page.versions() : versions(page.versions(), listed),
                page.dependencies() == null ? new TreeMap<>() : page.dependencies(),
                list(page.permissions()),
                list(page.optionalPermissions()));
    }

    /** An update with what the hub says of exactly this one. */
    static UpdateLine withWords(UpdateLine update, UpdateLine words) {
        if (words == null || !update.latestVersion().equals(words.latestVersion())) {
            return update;
        }
        return new UpdateLine(
                update.id(),
                update.currentVersion(),
                update.latestVersion(),
                update.severity(),
                update.security(),
                text(words.releaseNotes()),
                list(words.newPermissions()));
    }

    /** Versions as the signed lists have them, so no others, and each with what has become of it. */
    private static List<VersionLine> versions(List<VersionLine> shown, ListedSkill listed) {
        Map<SkillVersion, ListedRelease> byVersion = listed.releases().stream()
                .collect(Collectors.toMap(ListedRelease::version, release -> release, (one, other) -> one));
        return shown.stream()
                .filter(line -> byVersion.containsKey(line.version()))
                .map(line -> {
                    ListedRelease release = byVersion.get(line.version());
                    return new VersionLine(
                            line.version(),
                            release.channel(),
                            line.publishedAt(),
                            release.yanked(),
                            release.revoked() != null);
                })
                .toList();
    }

    /** What became of a release; the reason of a revocation is a piece of one line, whatever the hub makes of it. */
    static Listing listing(ListedRelease release) {
        Revoked revoked = release.revoked();
        return new Listing(
                release.listedAt(),
                release.yanked(),
                revoked == null
                        ? null
                        : new Revoked(
                                PlainText.line(text(revoked.reason()), Notice.LONGEST_REASON),
                                revoked.at() == null ? release.listedAt() : revoked.at()));
    }

    private String link(String reference) {
        return hub.resolve(reference).map(URI::toString).orElse(null);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> list(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
