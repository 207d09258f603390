package net.chingtech.ctos.skillhub.server.answers;

import net.chingtech.ctos.format.SkillManifest;

/** Addresses in answers, relative to the hub. Ids, versions and paths need no escaping: their formats see to that. */
public final class Links {

    private Links() {}

    public static String release(SkillManifest manifest) {
        return "/api/v1/skills/" + manifest.id() + "/versions/" + manifest.version();
    }

    public static String download(SkillManifest manifest) {
        return release(manifest) + "/download";
    }

    /** A file in the release's JAR; null when there is none. */
    static String file(SkillManifest manifest, String path) {
        return path == null ? null : release(manifest) + "/files/" + path;
    }
}
