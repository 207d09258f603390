package net.chingtech.ctos.host.framework;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;

/** Settings as a host sees them: those that a test made, and none for everybody else. */
public final class TestSettings implements SkillSettings {

    private final Map<String, Map<String, Map<String, Object>>> values = new ConcurrentHashMap<>();
    private volatile boolean damaged;

    public void make(StagedSkill skill, Map<String, Map<String, Object>> byPid) {
        values.put(skill.id() + " " + skill.version(), byPid);
    }

    public void damage() {
        damaged = true;
    }

    @Override
    public Map<String, Map<String, Object>> values(SkillId skill, SkillVersion version) throws SettingsRefused {
        if (damaged) {
            throw new SettingsRefused(
                    new Problem(409, "settings_unreadable", "The file is damaged.", "Set them again."), null);
        }
        return values.getOrDefault(skill + " " + version, Map.of());
    }

    /** Each value whose name says that it is one. */
    @Override
    public Set<String> secrets(SkillId skill, SkillVersion version) throws SettingsRefused {
        Set<String> secrets = new HashSet<>();
        values(skill, version)
                .values()
                .forEach(group -> group.forEach((name, value) -> {
                    if (name.equals("secret")) {
                        secrets.add((String) value);
                    }
                }));
        return secrets;
    }

    @Override
    public SettingsForm form(StagedSkill skill) {
        throw new UnsupportedOperationException("a host does not ask this");
    }

    @Override
    public void set(StagedSkill skill, Map<String, Map<String, Object>> byPid) {
        throw new UnsupportedOperationException("a host does not ask this");
    }

    @Override
    public void replace(StagedSkill skill, Map<String, Map<String, Object>> byPid) {
        throw new UnsupportedOperationException("a host does not ask this");
    }

    @Override
    public void copy(SkillVersion from, StagedSkill to) {
        throw new UnsupportedOperationException("a host does not ask this");
    }

    @Override
    public void keepOnly(SkillId skill, Set<SkillVersion> versions) {
        throw new UnsupportedOperationException("a host does not ask this");
    }

    @Override
    public void purge(SkillId skill) {
        throw new UnsupportedOperationException("a host does not ask this");
    }

    @Override
    public void backUp(SkillId skill, SkillVersion version, Path file) {
        throw new UnsupportedOperationException("a host does not ask this");
    }

    @Override
    public void restore(SkillId skill, SkillVersion version, Path file) {
        throw new UnsupportedOperationException("a host does not ask this");
    }
}
