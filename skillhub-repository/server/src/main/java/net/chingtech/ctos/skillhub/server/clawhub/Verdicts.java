package net.chingtech.ctos.skillhub.server.clawhub;

import static net.chingtech.ctos.skillhub.server.clawhub.Answer.fields;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/**
 * What is known about a release. Nobody scans skills here, and no verdict of a scan is claimed; what there is instead is the
 * publisher's signature, which was proven when the release came in.
 */
final class Verdicts {

    private static final String SCHEMA = "clawhub.skill.verify.v1";

    private final Skills skills;
    private final Folders folders;
    private final String base;

    /** @param base where the hub is reached, without a slash at the end */
    Verdicts(Skills skills, Folders folders, String base) {
        this.skills = skills;
        this.folders = folders;
        this.base = base;
    }

    Answer scan(Skill skill, Query query) throws Turned {
        ReleaseLine line = asked(skill, query);
        StoredRelease release = skills.stored(line);
        return Answer.json(fields(
                "skill",
                Shapes.name(skill, release),
                "version",
                Shapes.version(line),
                "moderation",
                Moderation.of(skill),
                "security",
                null));
    }

    Answer verify(Skill skill, Query query) throws Turned, IOException {
        ReleaseLine line = asked(skill, query);
        StoredRelease release = skills.stored(line);
        Folder folder = folders.of(release);
        boolean ok = line.revoked() == null;
        String tag = query.text("tag");
        return Answer.json(fields(
                "schema",
                SCHEMA,
                "ok",
                ok,
                "decision",
                ok ? "pass" : "fail",
                "reasons",
                ok ? List.of() : List.of("version.unavailable"),
                "slug",
                skill.slug(),
                "displayName",
                release.manifest().name(),
                "pageUrl",
                base + "/api/v1/skills/" + skill.line().id(),
                "publisherHandle",
                skill.owner(),
                "publisherDisplayName",
                skill.line().publisher(),
                "publisherProfileUrl",
                null,
                "version",
                line.version().toString(),
                "resolvedFrom",
                query.text("version") != null ? "version" : tag != null ? "tag" : "latest",
                "tag",
                tag,
                "createdAt",
                line.publishedAt().toEpochMilli(),
                "card",
                fields("available", false),
                "artifact",
                fields(
                        "sourceFingerprint",
                        folder.fingerprint(),
                        "bundleFingerprints",
                        List.of(),
                        "files",
                        FileAnswers.shapes(folder)),
                "provenance",
                fields("artifactSha256", release.sha256(), "artifactSize", release.size()),
                "security",
                null,
                "signature",
                signature(release)));
    }

    private static Map<String, Object> signature(StoredRelease release) {
        return fields(
                "status",
                "signed",
                "keyId",
                release.keyId(),
                "tier",
                release.tier().wire());
    }

    private ReleaseLine asked(Skill skill, Query query) throws Turned {
        String version = query.text("version");
        String tag = query.text("tag");
        if (version != null && tag != null) {
            throw new Turned(400, "Use either version or tag");
        }
        return skills.release(skill, version, tag, true);
    }
}
