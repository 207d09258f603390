package net.chingtech.ctos.webconsole.internal.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.webconsole.internal.picture.PictureKind;

/** What the sources offer: search, one skill, one release, and its pictures. */
final class CatalogueResource {

    /** No script runs in a picture, and it loads nothing. */
    private static final String PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final Doors doors;

    CatalogueResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get("catalogue", this::search)
                .get("catalogue/{id}", this::details)
                .get("catalogue/{id}/versions/{version}", this::release)
                .get("catalogue/{id}/files/{version}/{path...}", this::file);
    }

    private void search(Exchange exchange) throws Refusal, IOException {
        exchange.answer(OwnPictures.in(doors.skills().search(query(exchange))));
    }

    private void details(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        exchange.answer(Described.Skill.of(OwnPictures.in(doors.skills().details(exchange.skillId()))));
    }

    private void release(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        String version = exchange.part("version");
        VersionRange range = version.equals("latest")
                ? VersionRange.ANY
                : VersionRange.exactly(Exchange.parsed(version, SkillVersion::parse));
        exchange.answer(Described.Release.of(doors.skills().release(exchange.skillId(), range)));
    }

    /** A release's files never change, so a browser may keep them. What a file is, its bytes say, and not its source. */
    private void file(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        SkillVersion version = Exchange.parsed(exchange.part("version"), SkillVersion::parse);
        ReleaseFile file = doors.skills()
                .file(exchange.skillId(), version, exchange.part("path"))
                .filter(picture -> picture.content().length <= ReleaseFile.LARGEST)
                .orElseThrow(Router::notFound);
        PictureKind kind = PictureKind.of(file.content()).orElseThrow(Router::notFound);
        HttpServletResponse response = exchange.response();
        response.setHeader("Content-Security-Policy", PICTURE_POLICY);
        response.setHeader("Cache-Control", "private, max-age=86400, immutable");
        response.setContentType(kind.mediaType());
        response.setContentLength(file.content().length);
        response.getOutputStream().write(file.content());
    }

    private static SkillQuery query(Exchange exchange) throws Refusal {
        return new SkillQuery(
                exchange.query("q"),
                tags(exchange),
                exchange.query("category"),
                exchange.query("tier") == null ? null : Exchange.parsed(exchange.query("tier"), Tier::parse),
                exchange.query("source"),
                exchange.query("channel") == null ? null : Exchange.parsed(exchange.query("channel"), Channel::parse),
                sort(exchange.query("sort")),
                exchange.number("page", 1, 1, 100_000),
                exchange.number("per_page", 20, 1, 100));
    }

    /** {@code tag=a&tag=b} and {@code tags=a,b} say the same. */
    private static Set<String> tags(Exchange exchange) {
        Set<String> tags = new TreeSet<>();
        for (String name : new String[] {"tag", "tags"}) {
            String[] values = exchange.request().getParameterValues(name);
            for (String value : values == null ? new String[0] : values) {
                for (String tag : value.split(",")) {
                    if (!tag.isBlank()) {
                        tags.add(tag.strip());
                    }
                }
            }
        }
        return tags;
    }

    private static SkillQuery.Sort sort(String word) throws Refusal {
        if (word == null) {
            return null;
        }
        for (SkillQuery.Sort sort : SkillQuery.Sort.values()) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(word)) {
                return sort;
            }
        }
        throw new Refusal(
                400,
                "query_invalid",
                "The catalogue cannot be sorted that way.",
                "Use relevance, popularity, newest, rating or name.");
    }
}
