package net.chingtech.ctos.skillhub.server.clawhub;

import static net.chingtech.ctos.skillhub.server.clawhub.Answer.fields;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** One skill: itself, its versions, and how it is installed. */
final class Pages {

    private static final int VERSIONS = 20;
    private static final int MOST_VERSIONS = 50;

    private final Skills skills;
    private final Folders folders;
    private final String base;

    /** @param base where this API is reached, without a slash at the end */
    Pages(Skills skills, Folders folders, String base) {
        this.skills = skills;
        this.folders = folders;
        this.base = base;
    }

    Answer skill(Skill skill) {
        Optional<ReleaseLine> latest = skill.latest();
        StoredRelease shown = shown(skill);
        return Answer.json(fields(
                "skill",
                Shapes.skill(skill, shown),
                "latestVersion",
                latest.map(line -> Shapes.licensed(line, shown.manifest())).orElse(null),
                "metadata",
                Shapes.metadata(shown.manifest()),
                "owner",
                Shapes.owner(skill),
                "moderation",
                Moderation.of(skill)));
    }

    Answer versions(Skill skill, Query query) throws Turned {
        List<ReleaseLine> offered = skill.offered();
        Cursor cursor = Cursor.read(query.text("cursor"), query.limit(VERSIONS, MOST_VERSIONS));
        return Answer.json(fields(
                "items",
                offered.stream()
                        .skip((cursor.page() - 1L) * cursor.perPage())
                        .limit(cursor.perPage())
                        .map(line -> {
                            Map<String, Object> version = Shapes.version(line);
                            version.put("changelogSource", "user");
                            return version;
                        })
                        .toList(),
                "nextCursor",
                cursor.next(offered.size())));
    }

    Answer version(Skill skill, String asked) throws Turned, IOException {
        ReleaseLine line = skills.release(skill, asked, null, true);
        Moderation.mustBeGiven(skill, line);
        StoredRelease release = skills.stored(line);
        Map<String, Object> version = Shapes.licensed(line, release.manifest());
        version.put("changelogSource", "user");
        version.put("files", FileAnswers.shapes(folders.of(release)));
        return Answer.json(fields("skill", Shapes.name(skill, release), "version", version));
    }

    Answer install(Skill skill) {
        Optional<ReleaseLine> latest = skill.latest();
        if (latest.isEmpty()) {
            Turned turned = Moderation.noneToGive(skill);
            int status = skill.isRevoked() ? turned.status() : 409;
            return Answer.json(
                    status,
                    fields(
                            "ok",
                            false,
                            "slug",
                            skill.slug(),
                            "reason",
                            "archive_version_missing",
                            "message",
                            turned.getMessage(),
                            "status",
                            status));
        }
        String version = latest.get().version().toString();
        return Answer.json(fields(
                "ok",
                true,
                "slug",
                skill.slug(),
                "installKind",
                "archive",
                "archive",
                fields(
                        "version",
                        version,
                        "downloadUrl",
                        base + "/api/v1/download?slug=" + skill.slug() + "&ownerHandle=" + skill.owner() + "&version="
                                + version)));
    }

    Answer moderation(Skill skill) throws Turned {
        Map<String, Object> moderation = Moderation.of(skill);
        if (moderation == null) {
            throw new Turned(404, "Moderation details unavailable");
        }
        moderation.put("legacyReason", null);
        moderation.put("evidence", List.of());
        return Answer.json(fields("moderation", moderation));
    }

    /** The latest, or the newest of all when none is. */
    private StoredRelease shown(Skill skill) {
        return skills.stored(skill.latest()
                .or(() -> skill.offered().stream().findFirst())
                .orElse(skill.releases().get(0)));
    }
}
