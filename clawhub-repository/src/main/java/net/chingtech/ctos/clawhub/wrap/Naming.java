package net.chingtech.ctos.clawhub.wrap;

import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/**
 * Who a folder becomes, and what is said of it beside its own words. Texts may be a stranger's; null where nothing is said.
 *
 * @param called what it is called where it comes from: its tools and its scripts go by that name
 * @param legacy whether nobody signs it; else its author does, and it is held to all that holds for signed skills
 * @param author for when its head names nobody
 * @param license counts more than its head
 * @param notes what is new
 * @param settings the values that it needs, beside those of its head
 */
public record Naming(
        SkillId id,
        SkillVersion version,
        String called,
        boolean legacy,
        String name,
        String summary,
        String author,
        String license,
        List<String> categories,
        String notes,
        List<Origin.Setting> settings) {

    public Naming {
        categories = List.copyOf(categories);
        settings = List.copyOf(settings);
    }

    /** What it is, in a sentence. */
    String kind() {
        return legacy ? "legacy skill" : "skill";
    }
}
