package net.chingtech.ctos.skillhub.client.internal;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion.InstalledVersion;
import net.chingtech.ctos.skillhub.client.internal.http.HubAddress;

/**
 * Makes what a hub says fit to be shown: nothing is null where a list or a text is expected, and every address is
 * absolute and leads where a hub may lead.
 */
final class Showing {

    private final HubAddress hub;

    Showing(HubAddress hub) {
        this.hub = hub;
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
                card.tier() == null ? Tier.COMMUNITY : card.tier(),
                list(card.categories()),
                list(card.tags()),
                card.latestVersion(),
                link(card.iconUrl()),
                card.rating() == null ? SkillCard.Rating.NONE : card.rating(),
                Math.max(0, card.downloads()),
                card.updatedAt() == null ? Instant.EPOCH : card.updatedAt());
    }

    SkillPage page(SkillPage page) {
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
                page.versions(),
                page.dependencies() == null ? new TreeMap<>() : page.dependencies(),
                list(page.permissions()),
                list(page.optionalPermissions()));
    }

    /** Whether a line is an answer to what was asked: newer than the installed version of one of these skills. */
    static boolean isUpdateOf(UpdateLine line, List<InstalledVersion> asked) {
        return line != null
                && line.latestVersion() != null
                && asked.stream()
                        .anyMatch(skill -> skill.id().equals(line.id())
                                && skill.version().equals(line.currentVersion())
                                && line.latestVersion().compareTo(skill.version()) > 0);
    }

    /** How far it reaches is told by the versions, not by the hub. */
    static UpdateLine update(UpdateLine line) {
        return new UpdateLine(
                line.id(),
                line.currentVersion(),
                line.latestVersion(),
                line.latestVersion().severityFrom(line.currentVersion()),
                line.security(),
                text(line.releaseNotes()),
                list(line.newPermissions()));
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
