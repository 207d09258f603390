package net.chingtech.ctos.format.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;

/**
 * Which skill follows which legacy skill: {@code claw_to_skill_map.json}.
 *
 * @param version counts up with every change of the file
 * @param updatedAt when it was changed last, or null
 * @param mappings at most one for a legacy id and version
 */
public record SkillMap(int version, Instant updatedAt, List<Mapping> mappings) {

    /** Its name as a file of a hub. */
    public static final String NAME = "claw_to_skill_map.json";

    public SkillMap {
        mappings = mappings == null ? List.of() : List.copyOf(mappings);
    }

    /**
     * One legacy skill and what follows it.
     *
     * @param from the legacy skill, such as {@code clawhub.acme.invoice-tools}
     * @param fromVersions its versions that this holds for
     * @param to what follows it
     * @param toVersions the versions of that which understand what is carried over
     * @param configuration values that are carried over
     * @param data files and folders that are carried over
     */
    public record Mapping(
            SkillId from,
            VersionRange fromVersions,
            SkillId to,
            VersionRange toVersions,
            List<Value> configuration,
            List<PathMove> data) {
        public Mapping {
            fromVersions = fromVersions == null ? VersionRange.ANY : fromVersions;
            toVersions = toVersions == null ? VersionRange.ANY : toVersions;
            configuration = configuration == null ? List.of() : List.copyOf(configuration);
            data = data == null ? List.of() : List.copyOf(data);
        }
    }

    /**
     * A value that an administrator set for the legacy skill.
     *
     * @param env the name of its environment value
     * @param toEnv the name of the follower's environment value, or null
     * @param toSetting the follower's setting, as {@code PID#name} or a name of its only PID, or null; exactly one of the two
     */
    public record Value(String env, String toEnv, String toSetting) {}

    /**
     * A file or a folder of the legacy skill's data folder.
     *
     * @param from relative to that folder, with slashes; {@code .} is all of it
     * @param to relative to the follower's data folder
     */
    public record PathMove(String from, String to) {}

    /** What follows a legacy skill at a version. */
    public Optional<Mapping> of(SkillId legacy, SkillVersion version) {
        return mappings.stream()
                .filter(one -> one.from().equals(legacy))
                .filter(one -> one.fromVersions().equals(VersionRange.ANY)
                        || one.fromVersions().includes(version))
                .findFirst();
    }
}
