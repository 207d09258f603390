package net.chingtech.ctos.gateways.internal.data;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/**
 * What of the database was granted.
 *
 * @param read areas to read
 * @param write areas to change
 * @param own whether it keeps tables of its own
 */
public record DataGrants(Set<String> read, Set<String> write, boolean own) {

    static final DataGrants NONE = new DataGrants(Set.of(), Set.of(), false);

    public DataGrants {
        read = Set.copyOf(read);
        write = Set.copyOf(write);
    }

    public static DataGrants of(Grants grants) {
        Set<String> read = new LinkedHashSet<>();
        grants.of(SkillPermission.DbRead.class).forEach(p -> read.add(p.area()));
        Set<String> write = new LinkedHashSet<>();
        grants.of(SkillPermission.DbWrite.class).forEach(p -> write.add(p.area()));
        return new DataGrants(read, write, grants.has(new SkillPermission.DbOwn()));
    }

    public boolean isEmpty() {
        return read.isEmpty() && write.isEmpty() && !own;
    }

    /** Whether any table may be changed. */
    boolean canWrite() {
        return own || !write.isEmpty();
    }

    /** The roles of the areas, in order. */
    Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        read.forEach(area -> roles.add(Areas.role(area, false)));
        write.forEach(area -> roles.add(Areas.role(area, true)));
        return roles;
    }

    /** @throws StartFailed {@code data_area_unknown} */
    void refuseUnknownAreas(StagedSkill skill) throws StartFailed {
        Set<String> unknown = new TreeSet<>(read);
        unknown.addAll(write);
        unknown.removeAll(Areas.ALL);
        if (!unknown.isEmpty()) {
            throw new StartFailed(
                    new Problem(
                            409,
                            "data_area_unknown",
                            skill.id() + " was granted data that is not here: " + String.join(", ", unknown) + ".",
                            "The areas are " + String.join(", ", new TreeSet<>(Areas.ALL)) + "."),
                    null);
        }
    }
}
