package net.chingtech.ctos.webconsole.internal.rest;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;

/**
 * Turns a source's addresses of pictures into this container's own: the page loads nothing from elsewhere, and a hub does
 * not learn who looks at what.
 */
final class OwnPictures {

    private static final Pattern FILE = Pattern.compile(
            ".*/skills/([a-z0-9._-]{1,128})/versions/([0-9A-Za-z.-]{1,64})/files/([A-Za-z0-9._/-]{1,200})");

    /** A browser follows these segments, also percent-encoded, and would ask for something else of ours. */
    private static final Pattern UPWARDS =
            Pattern.compile("(^|[/\\\\]|%2f|%5c)(\\.|%2e){1,2}([/\\\\?#]|%2f|%5c|$)", Pattern.CASE_INSENSITIVE);

    private OwnPictures() {}

    static SearchPage in(SearchPage page) {
        List<SearchPage.Found> skills = page.skills().stream()
                .map(found -> new SearchPage.Found(in(found.card()), found.source(), found.installed(), found.also()))
                .toList();
        return page.withSkills(skills);
    }

    static SkillDetails in(SkillDetails details) {
        SkillPage page = details.page();
        List<String> screenshots = page.screenshots() == null
                ? List.of()
                : page.screenshots().stream()
                        .map(OwnPictures::own)
                        .filter(Objects::nonNull)
                        .toList();
        return new SkillDetails(
                new SkillPage(
                        in(page.card()),
                        page.publisher(),
                        page.description(),
                        screenshots,
                        own(page.bannerUrl()),
                        page.license(),
                        page.homepage(),
                        page.versions(),
                        page.dependencies(),
                        page.permissions(),
                        page.optionalPermissions()),
                details.source());
    }

    private static SkillCard in(SkillCard card) {
        return new SkillCard(
                card.id(),
                card.name(),
                card.summary(),
                card.author(),
                card.tier(),
                card.categories(),
                card.tags(),
                card.latestVersion(),
                own(card.iconUrl()),
                card.rating(),
                card.downloads(),
                card.updatedAt());
    }

    /** Null for what is not a release's file, or leads out of it. */
    static String own(String url) {
        String address = Objects.requireNonNullElse(url, "");
        Matcher file = FILE.matcher(address);
        return file.matches() && !UPWARDS.matcher(address).find()
                ? RestServlet.ROOT + "/catalogue/" + file.group(1) + "/files/" + file.group(2) + "/" + file.group(3)
                : null;
    }
}
