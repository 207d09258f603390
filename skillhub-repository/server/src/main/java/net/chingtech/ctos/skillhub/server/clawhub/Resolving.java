package net.chingtech.ctos.skillhub.server.clawhub;

import static net.chingtech.ctos.skillhub.server.clawhub.Answer.fields;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Tells which version a folder is, by its fingerprint. */
final class Resolving {

    /** The newest of a skill's releases; older ones are not looked at, as on ClawHub. */
    private static final int MOST = 200;

    private static final int KEPT = 2_000;

    private final Skills skills;
    private final Folders folders;
    private final Map<String, List<String>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > KEPT;
        }
    };

    Resolving(Skills skills, Folders folders) {
        this.skills = skills;
        this.folders = folders;
    }

    Answer resolve(Skill skill, String hash) throws Turned, IOException {
        if (!Digests.isSha256Hex(hash)) {
            throw new Turned(400, "Invalid hash");
        }
        Map<String, Object> match = null;
        for (ReleaseLine release :
                skill.releases().subList(0, Math.min(MOST, skill.releases().size()))) {
            if (fingerprints(release).contains(hash)) {
                match = version(release);
                break;
            }
        }
        return Answer.json(fields(
                "slug",
                skill.slug(),
                "match",
                match,
                "latestVersion",
                skill.latest().map(Resolving::version).orElse(null)));
    }

    /** As it was published, and as it is where a client unpacked it. */
    private List<String> fingerprints(ReleaseLine line) throws IOException {
        String key = line.id() + " " + line.version();
        synchronized (kept) {
            List<String> known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        StoredRelease release = skills.stored(line);
        List<String> made = of(folders.of(release), release);
        synchronized (kept) {
            kept.put(key, made);
        }
        return made;
    }

    static List<String> of(Folder folder, StoredRelease release) {
        return List.of(folder.fingerprint(), folder.fingerprintWith(Meta.NAME, Digests.sha256Hex(Meta.of(release))));
    }

    private static Map<String, Object> version(ReleaseLine release) {
        return fields("version", release.version().toString());
    }
}
