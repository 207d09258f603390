package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.SkillEnvironment;

/** Values in memory. */
final class FakeEnvironment implements SkillEnvironment {

    final Map<SkillId, Map<String, String>> values = new TreeMap<>();
    boolean diskIsFull;

    @Override
    public Set<String> names(SkillId skill) {
        return values.getOrDefault(skill, Map.of()).keySet();
    }

    @Override
    public void set(SkillId skill, String name, String value) throws IOException {
        if (diskIsFull) {
            throw new IOException("No space left on device");
        }
        if (value != null && value.length() > 16 * 1024) {
            throw new IllegalArgumentException("too long");
        }
        Map<String, String> mine = values.computeIfAbsent(skill, id -> new TreeMap<>());
        if (value == null) {
            mine.remove(name);
        } else {
            mine.put(name, value);
        }
    }
}
