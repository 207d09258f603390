package net.chingtech.ctos.provisioning.agent;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.SkillEnvironment;

/** Values in memory. */
final class FakeEnvironment implements SkillEnvironment {

    private final Map<SkillId, Map<String, String>> values = new TreeMap<>();

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
