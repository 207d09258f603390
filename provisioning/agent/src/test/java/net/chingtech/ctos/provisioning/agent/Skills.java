package net.chingtech.ctos.provisioning.agent;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.sign.TestSkill;

/** The skills of the tests. */
final class Skills {

    static final SkillId CRM = new SkillId("net.chingtech.crm");
    static final SkillId ACCOUNTING = new SkillId("net.chingtech.accounting");
    static final SkillId NOTES = new SkillId("org.example.notes");

    private Skills() {}

    /** A skill with dependencies given as {@code id, range, id, range}. */
    static TestSkill skill(SkillId id, String version, String... dependencies) {
        TestSkill skill = TestSkill.of(id.value(), version);
        String name = id.value().substring(id.value().lastIndexOf('.') + 1);
        skill.json("name", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        Map<String, String> needs = new TreeMap<>();
        for (int i = 0; i < dependencies.length; i += 2) {
            needs.put(dependencies[i], dependencies[i + 1]);
            skill.headerToo("Require-Capability", requirement(dependencies[i], dependencies[i + 1]));
        }
        return needs.isEmpty() ? skill : skill.json("dependencies", needs);
    }

    private static String requirement(String id, String range) {
        try {
            return SkillHeaders.requirement(new SkillId(id), VersionRange.parse(range));
        } catch (FormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
