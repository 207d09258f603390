package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;

/** Settings as files, one for each release. Every skill has the PID {@code <id>.settings} with a text and a secret. */
final class FakeSettings implements SkillSettings {

    private static final String NOTHING = "nothing";

    private final Path folder;
    private final Asked asked;

    FakeSettings(Path folder, Asked asked) {
        this.folder = folder;
        this.asked = asked;
    }

    static String pid(SkillId skill) {
        return skill + ".settings";
    }

    /** Sets the text, as an earlier change would have done. */
    void put(SkillId skill, String version, String text) throws IOException {
        write(skill, SkillVersion.of(version), Map.of(pid(skill), Map.of("text", text)));
    }

    /** The text, or null. */
    Object text(SkillId skill, String version) throws IOException {
        return read(file(skill, SkillVersion.of(version)))
                .getOrDefault(pid(skill), Map.of())
                .get("text");
    }

    @Override
    public Set<String> secrets(SkillId skill, SkillVersion version) {
        throw new UnsupportedOperationException("hosts ask this");
    }

    @Override
    public SettingsForm form(StagedSkill skill) {
        return new SettingsForm(List.of(new SettingsForm.Group(
                pid(skill.id()),
                "Settings",
                "",
                List.of(setting("text", SettingsForm.Type.STRING), setting("secret", SettingsForm.Type.PASSWORD)))));
    }

    private static SettingsForm.Setting setting(String name, SettingsForm.Type type) {
        return new SettingsForm.Setting(name, name, "", type, false, 1, false, List.of(), null, null, List.of());
    }

    @Override
    public Map<String, Map<String, Object>> values(SkillId skill, SkillVersion version)
            throws SettingsRefused, IOException {
        Path file = file(skill, version);
        if (Files.exists(file) && Files.size(file) == 0) {
            throw new SettingsRefused(
                    new Problem(500, "settings_unreadable", "The settings are damaged.", "Set them anew."), null);
        }
        return read(file);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read(Path file) throws IOException {
        try {
            return Files.exists(file) ? Json.read(Files.readAllBytes(file), Map.class) : Map.of();
        } catch (FormatException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void set(StagedSkill skill, Map<String, Map<String, Object>> values) throws SettingsRefused, IOException {
        asked.say("set settings of " + skill.id() + "@" + skill.version());
        for (Object value : values.getOrDefault(pid(skill.id()), Map.of()).values()) {
            if ("invalid".equals(value)) {
                throw new SettingsRefused(
                        new Problem(422, "settings_invalid", "The text is invalid.", "Set another."), null);
            }
        }
        write(skill.id(), skill.version(), values);
    }

    @Override
    public void replace(StagedSkill skill, Map<String, Map<String, Object>> values)
            throws SettingsRefused, IOException {
        asked.say("replace settings of " + skill.id() + "@" + skill.version());
        if (values.getOrDefault(pid(skill.id()), Map.of()).containsValue("invalid")) {
            throw new SettingsRefused(
                    new Problem(409, "migrated_settings_invalid", "They cannot be kept.", "Tell its publisher."), null);
        }
        write(skill.id(), skill.version(), values);
    }

    @Override
    public void copy(SkillVersion from, StagedSkill to) throws IOException {
        asked.say("copy settings of " + to.id() + " from " + from + " to " + to.version());
        write(to.id(), to.version(), read(file(to.id(), from)));
    }

    private void remove(SkillId skill, SkillVersion version) throws IOException {
        Files.deleteIfExists(file(skill, version));
    }

    @Override
    public void keepOnly(SkillId skill, Set<SkillVersion> versions) throws IOException {
        List<Path> kept = versions.stream().map(version -> file(skill, version)).toList();
        try (var files = Files.newDirectoryStream(Files.createDirectories(folder), skill + "@*")) {
            for (Path file : files) {
                if (!kept.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void purge(SkillId skill) throws IOException {
        keepOnly(skill, Set.of());
    }

    @Override
    public void backUp(SkillId skill, SkillVersion version, Path file) throws IOException {
        Path mine = file(skill, version);
        Files.write(file, Files.exists(mine) ? Files.readAllBytes(mine) : NOTHING.getBytes());
    }

    @Override
    public void restore(SkillId skill, SkillVersion version, Path file) throws IOException {
        asked.say("put back settings of " + skill + "@" + version);
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes).equals(NOTHING)) {
            remove(skill, version);
        } else {
            Files.createDirectories(folder);
            Files.write(file(skill, version), bytes);
        }
    }

    private void write(SkillId skill, SkillVersion version, Map<String, Map<String, Object>> values)
            throws IOException {
        Files.createDirectories(folder);
        if (values.isEmpty()) {
            remove(skill, version);
        } else {
            Files.write(file(skill, version), Json.write(new TreeMap<>(values)));
        }
    }

    Path file(SkillId skill, SkillVersion version) {
        return folder.resolve(skill + "@" + version);
    }
}
