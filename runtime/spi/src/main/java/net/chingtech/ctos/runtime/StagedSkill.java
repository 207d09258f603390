package net.chingtech.ctos.runtime;

import java.nio.file.Path;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;

/**
 * A verified release on disk, ready to be started.
 *
 * @param sha256 digest of the artifact, checked by the host once more before it installs
 * @param artifact the JAR, read-only
 */
public record StagedSkill(SkillManifest manifest, String sha256, Path artifact, Tier tier) {

    public SkillId id() {
        return manifest.id();
    }

    public SkillVersion version() {
        return manifest.version();
    }

    /** The bundle location, that only the container mints and that grants are keyed on: {@code skill:<id>@<version>#<sha256>}. */
    public String location() {
        return LOCATION_PREFIX + id() + "@" + version() + "#" + sha256;
    }

    /** What the location of every skill's bundle begins with, and of no other bundle. */
    public static final String LOCATION_PREFIX = "skill:";
}
