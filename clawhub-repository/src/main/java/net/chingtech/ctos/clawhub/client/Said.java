package net.chingtech.ctos.clawhub.client;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Objects;

/**
 * The shapes of ClawHub's answers. Anything may be null; times are milliseconds since 1970. Of a skill no more is kept than
 * anybody is shown, since hundreds are remembered; and of what is in an answer no more becomes an object than is kept.
 */
public final class Said {

    private static final int SHORT = 300;
    private static final int LONG = 4_000;
    private static final int LONGEST = 20_000;
    private static final int LONGEST_CURSOR = 2_000;
    private static final int MOST = 100;
    /** They stay with each of the thousands of lines that are remembered. */
    private static final int MOST_TOPICS = 12;

    private Said() {}

    /** {@code GET /search}. */
    public record Results(
            @JsonDeserialize(using = Few.class) List<Row> results) {
        public Results {
            results = present(results);
        }
    }

    /** One line of a search: the only list whose lines name an owner. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Row(
            String slug,
            String displayName,
            String summary,
            String version,
            Long downloads,
            Long updatedAt,
            String ownerHandle,
            Owner owner) {
        public Row {
            slug = name(slug);
            displayName = cut(displayName, SHORT);
            summary = cut(summary, LONG);
            version = name(version);
            ownerHandle = name(ownerHandle);
        }

        /** The owner's handle; null when the line does not say it. */
        public String handle() {
            return ownerHandle != null ? ownerHandle : owner == null ? null : owner.handle();
        }
    }

    /** {@code GET /skills}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Items(@JsonDeserialize(using = Few.class) List<Skill> items, String nextCursor) {
        public Items {
            items = present(items);
            nextCursor = cursor(nextCursor);
        }
    }

    /** A skill as lists and its own page show it; {@code latestVersion} stands here in lists only. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Skill(
            String slug,
            String displayName,
            String summary,
            String description,
            @JsonDeserialize(using = Few.class) List<String> topics,
            Stats stats,
            Long createdAt,
            Long updatedAt,
            Latest latestVersion) {
        public Skill {
            slug = name(slug);
            displayName = cut(displayName, SHORT);
            summary = cut(summary, LONG);
            description = cut(description, LONGEST);
            topics = words(topics).stream().limit(MOST_TOPICS).toList();
            stats = stats == null ? Stats.NONE : stats;
        }

        private Skill line() {
            return new Skill(
                    slug,
                    displayName,
                    cut(summary, 2 * SHORT),
                    null,
                    topics,
                    stats,
                    createdAt,
                    updatedAt,
                    latestVersion == null ? null : latestVersion.line());
        }
    }

    /** The version that is offered to everybody. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Latest(String version, Long createdAt, String changelog, String license) {
        public Latest {
            version = name(version);
            changelog = cut(changelog, LONG);
            license = cut(license, SHORT);
        }

        private Latest line() {
            return new Latest(version, createdAt, null, license);
        }
    }

    /** Who has a skill. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Owner(String handle, String displayName) {
        public Owner {
            handle = name(handle);
            displayName = cut(displayName, SHORT);
        }
    }

    /** {@code GET /skills/SLUG}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Detail(Skill skill, Latest latestVersion, Metadata metadata, Owner owner, Moderation moderation) {

        /** The owner's handle, or null. */
        public String handle() {
            return owner == null ? null : owner.handle();
        }

        /** The same without what no list shows. */
        public Detail line() {
            return new Detail(
                    skill == null ? null : skill.line(),
                    latestVersion == null ? null : latestVersion.line(),
                    null,
                    owner,
                    moderation);
        }
    }

    /** What a skill wants to have. */
    public record Metadata(
            @JsonDeserialize(using = Few.class) List<Setup> setup,
            @JsonDeserialize(using = Few.class) List<String> os) {
        public Metadata {
            setup = present(setup).stream()
                    .filter(one -> one.key() != null)
                    .limit(MOST)
                    .toList();
            os = words(os);
        }
    }

    /** One value that a skill wants to be given. */
    public record Setup(String key, boolean required) {
        public Setup {
            key = name(key);
        }
    }

    /** What ClawHub holds against a skill; null when nothing. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Moderation(
            boolean isSuspicious,
            boolean isMalwareBlocked,
            String verdict,
            @JsonDeserialize(using = Few.class) List<String> reasonCodes,
            String summary) {
        public Moderation {
            verdict = cut(verdict, SHORT);
            reasonCodes = words(reasonCodes);
            summary = cut(summary, LONG);
        }
    }

    /** {@code GET /skills/SLUG/versions}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Versions(
            @JsonDeserialize(using = Few.class) List<Latest> items, String nextCursor) {
        public Versions {
            items = present(items);
            nextCursor = cursor(nextCursor);
        }
    }

    /** {@code GET /skills/SLUG/versions/VERSION}. */
    public record VersionPage(Version version) {}

    /** One version: its files are the only thing by which a download can be checked. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Version(
            String version,
            Long createdAt,
            String changelog,
            String license,
            @JsonDeserialize(using = Few.class) List<File> files,
            Security security) {
        public Version {
            changelog = cut(changelog, LONG);
            license = cut(license, SHORT);
            files = present(files);
        }
    }

    /** One file of a version. */
    public record File(String path, long size, String sha256) {}

    /** What the scanners of ClawHub found in one version. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Security(String status, boolean hasWarnings) {}

    /** {@code GET /skills/SLUG/install}: where the files are, or by which reason there are none. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Install(boolean ok, String installKind, GitHub github, String reason, String message) {}

    /** A folder on GitHub; it is shown and not followed. */
    public record GitHub(String repo) {}

    /** {@code GET /resolve}: which version has these files. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    public record Resolved(String slug, Match match, Match latestVersion) {}

    /** A version by its number. */
    public record Match(String version) {}

    private static List<String> words(List<String> words) {
        return present(words).stream().limit(MOST).map(word -> cut(word, SHORT)).toList();
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    /** What something is called is not cut, since that would be the name of something else. */
    private static String name(String text) {
        return text == null || text.length() > SHORT ? null : text;
    }

    /** Where the next page begins is kept for each page; one that is a page itself counts as the end. */
    private static String cursor(String text) {
        return text == null || text.length() > LONGEST_CURSOR ? null : text;
    }

    private static <T> List<T> present(List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
