package net.chingtech.ctos.format.listing;

import java.util.List;
import net.chingtech.ctos.format.SkillId;

/**
 * All releases of one skill that a hub has.
 *
 * @param releases newest first by SemVer
 */
public record ListedSkill(SkillId id, List<ListedRelease> releases) {
    public ListedSkill {
        releases = releases == null ? List.of() : List.copyOf(releases);
    }
}
