package net.chingtech.ctos.skillhub.server.clawhub;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skillhub.server.alike.Skeleton;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Finds skills by slug and owner, and their releases by version or tag. */
final class Skills {

    private final Releases releases;

    Skills(Releases releases) {
        this.releases = releases;
    }

    /** @param owner a handle, or null for any */
    Skill find(String slug, String owner) throws Turned {
        return find(slug)
                .filter(skill -> owner == null || skill.owner().equals(Handle.asked(owner)))
                .orElseThrow(Turned::skillNotFound);
    }

    /**
     * Ids with one slug have one skeleton, so they are one publisher's; the older skill keeps the slug, as in
     * {@code /index.json}.
     */
    Optional<Skill> find(String slug) {
        return releases.skillsLookingLike(Skeleton.of(slug)).stream()
                .filter(line -> line.id().slug().equals(slug))
                .min(Comparator.comparing(SkillLine::firstPublishedAt).thenComparing(SkillLine::id))
                .map(line -> new Skill(line, releases.lines(List.of(line.id()))));
    }

    Map<SkillId, Skill> all(Collection<SkillId> ids) {
        Map<SkillId, List<ReleaseLine>> lines =
                releases.lines(ids).stream().collect(Collectors.groupingBy(ReleaseLine::id));
        return releases.skills(ids).values().stream()
                .collect(Collectors.toMap(SkillLine::id, line -> new Skill(line, lines.get(line.id()))));
    }

    /**
     * The release that is asked for; the latest when neither a version nor a tag is given.
     *
     * @param strict whether a tag that is not there is an error; else it stands for the latest, as on ClawHub
     */
    ReleaseLine release(Skill skill, String version, String tag, boolean strict) throws Turned {
        if (version != null) {
            return skill.releases().stream()
                    .filter(release -> release.version().toString().equals(version))
                    .findFirst()
                    .orElseThrow(Turned::versionNotFound);
        }
        ReleaseLine tagged = tag == null ? null : skill.tags().get(tag);
        if (tag != null && tagged == null && strict) {
            throw Turned.versionNotFound();
        }
        return tagged != null ? tagged : skill.latest().orElseThrow(() -> Moderation.noneToGive(skill));
    }

    StoredRelease stored(ReleaseLine release) {
        return releases.releases(List.of(release.number())).stream()
                .findFirst()
                .orElseThrow(() -> new StoreFailed("the release " + release.number() + " is gone", null));
    }
}
