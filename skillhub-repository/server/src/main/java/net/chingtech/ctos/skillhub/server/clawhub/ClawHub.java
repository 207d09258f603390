package net.chingtech.ctos.skillhub.server.clawhub;

import static net.chingtech.ctos.skillhub.server.clawhub.Answer.fields;

import java.io.IOException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;

/** The questions of ClawHub's clients that this hub answers. */
public final class ClawHub {

    /** Below which path of the hub ClawHub's paths stand. */
    public static final String PATH = "/clawhub";

    private final Skills skills;
    private final Catalogue catalogue;
    private final Pages pages;
    private final FileAnswers files;
    private final Delivery delivery;
    private final Resolving resolving;
    private final Verdicts verdicts;
    private final String base;

    /** @param hub where the hub is reached, without a slash at the end */
    public ClawHub(Releases releases, Artifacts artifacts, Search search, String hub) {
        base = hub + PATH;
        Folders folders = new Folders(artifacts);
        skills = new Skills(releases);
        catalogue = new Catalogue(releases, skills, search);
        pages = new Pages(skills, folders, base);
        files = new FileAnswers(folders);
        delivery = new Delivery(folders);
        resolving = new Resolving(skills, folders);
        verdicts = new Verdicts(skills, folders, hub);
    }

    /** What is asked about one skill. */
    public enum About {
        SKILL,
        VERSIONS,
        FILE,
        INSTALL,
        MODERATION,
        SCAN,
        VERIFY
    }

    /** Where clients find this API. */
    public Answer wellKnown() {
        return Answer.json(fields("apiBase", base));
    }

    public Answer search(Query query) throws Turned {
        return catalogue.search(query);
    }

    public Answer list(Query query) throws Turned {
        return catalogue.list(query);
    }

    public Answer about(About what, String slug, Query query) throws Turned, IOException {
        Skill skill = skills.find(slug, query.owner());
        return switch (what) {
            case SKILL -> pages.skill(skill);
            case VERSIONS -> pages.versions(skill, query);
            case FILE -> file(skill, query);
            case INSTALL -> pages.install(skill);
            case MODERATION -> pages.moderation(skill);
            case SCAN -> verdicts.scan(skill, query);
            case VERIFY -> verdicts.verify(skill, query);
        };
    }

    public Answer version(String slug, String version, Query query) throws Turned, IOException {
        return pages.version(skills.find(slug, query.owner()), version);
    }

    private Answer file(Skill skill, Query query) throws Turned, IOException {
        String path = query.text("path");
        if (path == null) {
            throw new Turned(400, "Missing path");
        }
        ReleaseLine release = skills.release(skill, query.text("version"), query.text("tag"), false);
        Moderation.mustBeGiven(skill, release);
        return files.file(skills.stored(release), path, "1".equals(query.text("preview")));
    }

    /**
     * A release as an archive.
     *
     * @param skill whose download counts once all is sent
     */
    public record Download(Answer answer, SkillId skill) {}

    public Download download(Query query) throws Turned, IOException {
        String slug = query.text("slug");
        if (slug == null) {
            throw new Turned(400, "Missing slug");
        }
        Skill skill = skills.find(slug, query.owner());
        ReleaseLine release = skills.release(skill, query.text("version"), query.text("tag"), false);
        Moderation.mustBeGiven(skill, release);
        return new Download(delivery.zip(skills.stored(release)), skill.line().id());
    }

    public Answer resolve(Query query) throws Turned, IOException {
        String slug = query.text("slug");
        String hash = query.text("hash");
        if (slug == null || hash == null) {
            throw new Turned(400, "Missing slug or hash");
        }
        return resolving.resolve(skills.find(slug, query.owner()), hash);
    }
}
