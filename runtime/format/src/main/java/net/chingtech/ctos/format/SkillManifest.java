package net.chingtech.ctos.format;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code manifest.json}: what a skill's author writes. Read by {@link #read(byte[])}, which names every fault at once.
 *
 * @param author who wrote it
 * @param license SPDX expression
 * @param permissions what the skill needs
 * @param optionalPermissions what it can do without
 * @param dependencies the skills it needs, each with a version range
 * @param exports the tools that other skills may call
 * @param securityFix whether this release mends a vulnerability
 * @param sideBySide whether two versions may run at once, so that an update makes nobody wait
 * @param migrations how data of older versions is brought forward
 * @param health the limits of its health check
 * @param icon path in the JAR of an SVG, or null
 * @param banner path in the JAR of an SVG, or null
 * @param screenshots paths in the JAR
 */
public record SkillManifest(
        SkillId id,
        SkillVersion version,
        String name,
        String summary,
        Author author,
        String license,
        String homepage,
        List<String> categories,
        List<String> tags,
        List<SkillPermission> permissions,
        List<SkillPermission> optionalPermissions,
        SortedMap<SkillId, VersionRange> dependencies,
        List<String> exports,
        Channel channel,
        boolean securityFix,
        String releaseNotes,
        boolean sideBySide,
        List<Migration> migrations,
        HealthLimits health,
        String icon,
        String banner,
        List<String> screenshots) {

    /** Where the manifest stands in a skill JAR. */
    public static final String PATH = "manifest.json";

    /** Who wrote a skill; {@code url} may be null. */
    public record Author(String name, String url) {}

    /**
     * One step of a migration, in the order in which they are taken: data of versions in {@code from} is brought forward by
     * one of the two.
     *
     * @param script path in the JAR of SQL for the skill's own tables, or null
     * @param service the {@code migration.name} of a {@code SkillMigration} service of the skill, or null
     */
    public record Migration(VersionRange from, String script, String service) {}

    /** The limits of the health check: how long it may take, in milliseconds. */
    public record HealthLimits(int timeoutMs) {
        /** What holds when the author says nothing. */
        public static final HealthLimits DEFAULT = new HealthLimits(5_000);
    }

    public SkillManifest {
        categories = orEmpty(categories);
        tags = orEmpty(tags);
        permissions = orEmpty(permissions);
        optionalPermissions = orEmpty(optionalPermissions);
        dependencies = dependencies == null ? new TreeMap<>() : new TreeMap<>(dependencies);
        exports = orEmpty(exports);
        channel = channel == null ? Channel.STABLE : channel;
        releaseNotes = releaseNotes == null ? "" : releaseNotes;
        migrations = orEmpty(migrations);
        health = health == null ? HealthLimits.DEFAULT : health;
        screenshots = orEmpty(screenshots);
    }

    /**
     * Reads and checks a manifest.
     *
     * @throws FormatException {@code manifest_invalid}, {@code permission_unknown} and the like, with every fault's JSON
     *     path
     */
    public static SkillManifest read(byte[] json) throws FormatException {
        return ManifestRules.check(Json.readTree(json), json);
    }

    /**
     * The steps that bring data of a version forward, in order.
     *
     * @param data the version whose data is there; null when there is none, which takes every script and no service
     */
    public List<Migration> migrationsFrom(SkillVersion data) {
        return migrations.stream()
                .filter(step ->
                        data == null ? step.script() != null : step.from().includes(data))
                .toList();
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
