package net.chingtech.ctos.skillhub.server.clawhub;

import static net.chingtech.ctos.skillhub.server.clawhub.Answer.fields;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** The objects that more than one of ClawHub's answers has. */
final class Shapes {

    private static final String ENV = "env:";
    /** The one license that ClawHub has; its command refuses to read any other. */
    private static final String ITS_LICENSE = "MIT-0";

    private static final int LONGEST_SUMMARY = 300;

    private Shapes() {}

    static Map<String, Object> skill(Skill skill, StoredRelease shown) {
        SkillManifest manifest = shown.manifest();
        Map<String, Object> tags = new LinkedHashMap<>();
        skill.tags().forEach((tag, release) -> tags.put(tag, release.version().toString()));
        return fields(
                "slug",
                skill.slug(),
                "displayName",
                manifest.name(),
                "summary",
                summary(manifest),
                "description",
                shown.description(),
                "topics",
                manifest.categories(),
                "tags",
                tags,
                "stats",
                fields(
                        "downloads",
                        skill.line().downloads(),
                        "stars",
                        0,
                        "versions",
                        skill.releases().size()),
                "createdAt",
                skill.line().firstPublishedAt().toEpochMilli(),
                "updatedAt",
                skill.line().updatedAt().toEpochMilli());
    }

    static String summary(SkillManifest manifest) {
        String summary = manifest.summary();
        return summary.codePointCount(0, summary.length()) <= LONGEST_SUMMARY
                ? summary
                : summary.substring(0, summary.offsetByCodePoints(0, LONGEST_SUMMARY));
    }

    static Map<String, Object> name(Skill skill, StoredRelease shown) {
        return fields("slug", skill.slug(), "displayName", shown.manifest().name());
    }

    static Map<String, Object> owner(Skill skill) {
        return fields("handle", skill.owner(), "displayName", skill.line().publisher(), "image", null);
    }

    static Map<String, Object> version(ReleaseLine release) {
        return fields(
                "version",
                release.version().toString(),
                "createdAt",
                release.publishedAt().toEpochMilli(),
                "changelog",
                release.releaseNotes() == null ? "" : release.releaseNotes());
    }

    static Map<String, Object> licensed(ReleaseLine release, SkillManifest manifest) {
        Map<String, Object> version = version(release);
        version.put("license", ITS_LICENSE.equals(manifest.license()) ? ITS_LICENSE : null);
        return version;
    }

    /** What has to be set up: environment values. Null when there is nothing. */
    static Map<String, Object> metadata(SkillManifest manifest) {
        List<Map<String, Object>> setup = new ArrayList<>();
        manifest.permissions().forEach(permission -> setup(setup, permission, true));
        manifest.optionalPermissions().forEach(permission -> setup(setup, permission, false));
        return setup.isEmpty() ? null : fields("setup", setup, "os", null, "systems", null);
    }

    private static void setup(List<Map<String, Object>> setup, SkillPermission permission, boolean required) {
        String name = permission.name();
        if (name.startsWith(ENV)) {
            setup.add(fields("key", name.substring(ENV.length()), "required", required));
        }
    }
}
