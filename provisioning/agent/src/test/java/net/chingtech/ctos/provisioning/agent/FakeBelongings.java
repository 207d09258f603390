package net.chingtech.ctos.provisioning.agent;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillEnvironment;

/** Values and names of tables, in memory. */
final class FakeBelongings implements SkillEnvironment, SkillBelongings {

    private final Map<SkillId, Map<String, String>> values = new TreeMap<>();

    final Set<SkillId> tables = new HashSet<>();

    @Override
    public boolean hasTables(SkillId skill) {
        return tables.contains(skill);
    }

    @Override
    public void purge(SkillId skill) {
        values.remove(skill);
        tables.remove(skill);
    }

    @Override
    public Set<String> names(SkillId skill) {
        return values.getOrDefault(skill, Map.of()).keySet();
    }

    @Override
    public void set(SkillId skill, String name, String value) {
        if (value == null) {
            values.get(skill).remove(name);
        } else {
            values.computeIfAbsent(skill, id -> new TreeMap<>()).put(name, value);
        }
    }
}
