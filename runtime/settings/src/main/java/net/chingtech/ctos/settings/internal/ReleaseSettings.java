package net.chingtech.ctos.settings.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.settings.internal.store.ConfigStore;
import net.chingtech.ctos.settings.internal.store.Stored;
import net.chingtech.ctos.settings.internal.store.Unreadable;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the settings of each release under PIDs that are targeted at its id and version, bound to the location of its
 * bundle, which only a host mints.
 */
@Component(service = SkillSettings.class)
public final class ReleaseSettings implements SkillSettings {

    private final ConfigStore store;
    private final Configurations configurations;
    private final FormReader forms = new FormReader();

    @Activate
    public ReleaseSettings(@Reference ConfigStore store, @Reference ConfigurationAdmin admin) {
        this.store = store;
        this.configurations = new Configurations(store, admin);
    }

    @Override
    public SettingsForm form(StagedSkill skill) throws SettingsRefused, IOException {
        return forms.form(skill);
    }

    @Override
    public synchronized Map<String, Map<String, Object>> values(SkillId skill, SkillVersion version)
            throws SettingsRefused, IOException {
        return values(new Release(skill, version));
    }

    private Map<String, Map<String, Object>> values(Release release) throws SettingsRefused, IOException {
        List<Path> damaged = store.damaged(release.end());
        if (!damaged.isEmpty()) {
            throw Refusals.damaged(release, damaged);
        }
        try {
            Map<String, Map<String, Object>> values = new LinkedHashMap<>();
            for (String pid : configurations.pids(release)) {
                values.put(pid, configurations.values(release.targeted(pid)));
            }
            return values;
        } catch (Unreadable e) {
            throw Refusals.unreadable(release, e);
        }
    }

    @Override
    public synchronized Set<String> secrets(SkillId skill, SkillVersion version) throws SettingsRefused, IOException {
        Release release = new Release(skill, version);
        Set<String> secrets = new TreeSet<>();
        values(release).forEach((pid, values) -> {
            Set<String> names = configurations.secrets(release.targeted(pid));
            values.forEach((name, value) -> {
                if (names.contains(name.toLowerCase(Locale.ROOT))) {
                    Collection<?> all = value instanceof Collection<?> list ? list : List.of(value);
                    all.forEach(one -> secrets.add(String.valueOf(one)));
                }
            });
        });
        return secrets;
    }

    @Override
    public synchronized void set(StagedSkill skill, Map<String, Map<String, Object>> values)
            throws SettingsRefused, IOException {
        Release release = Release.of(skill);
        SettingsForm form = forms.form(skill);
        Map<String, Map<String, Object>> next = new GivenValues(form, values).complete(pid -> present(release, pid));
        Map<String, Set<String>> secrets = GivenValues.secrets(form);
        write(skill, next, secrets);
    }

    /** What is set under a PID, of which something is to stay. */
    private Map<String, Object> present(Release release, String pid) throws SettingsRefused, IOException {
        List<Path> damaged = store.damaged(release.targeted(pid));
        if (!damaged.isEmpty()) {
            throw Refusals.damaged(release, damaged);
        }
        try {
            return store.exists(release.targeted(pid)) ? configurations.values(release.targeted(pid)) : Map.of();
        } catch (Unreadable e) {
            throw Refusals.unreadable(release, e);
        }
    }

    @Override
    public synchronized void replace(StagedSkill skill, Map<String, Map<String, Object>> values)
            throws SettingsRefused, IOException {
        Release release = Release.of(skill);
        Map<String, Set<String>> secrets = new HashMap<>(GivenValues.secrets(forms.form(skill)));
        for (String pid : configurations.pids(release)) {
            // What was a secret before the migration stays one.
            Set<String> both = new TreeSet<>(secrets.getOrDefault(pid, Set.of()));
            both.addAll(configurations.secrets(release.targeted(pid)));
            secrets.put(pid, both);
        }
        write(skill, MigratedValues.check(skill, values, secrets), secrets);
    }

    @Override
    public synchronized void copy(SkillVersion from, StagedSkill to) throws SettingsRefused, IOException {
        Release source = new Release(to.id(), from);
        Map<String, Map<String, Object>> values = values(source);
        Map<String, Set<String>> secrets = new HashMap<>();
        for (String pid : values.keySet()) {
            secrets.put(pid, configurations.secrets(source.targeted(pid)));
        }
        write(to, values, secrets);
    }

    private void write(StagedSkill skill, Map<String, Map<String, Object>> values, Map<String, Set<String>> secrets)
            throws IOException {
        Release release = Release.of(skill);
        for (Map.Entry<String, Map<String, Object>> one : values.entrySet()) {
            configurations.set(
                    release.targeted(one.getKey()),
                    skill.location(),
                    one.getValue(),
                    secrets.getOrDefault(one.getKey(), Set.of()));
        }
        for (String pid : configurations.pids(release)) {
            if (!values.containsKey(pid)) {
                configurations.remove(release.targeted(pid));
            }
        }
        store.forgetDamaged(release.end());
    }

    @Override
    public synchronized void keepOnly(SkillId skill, Set<SkillVersion> versions) throws IOException {
        List<Release> kept =
                versions.stream().map(version -> new Release(skill, version)).toList();
        for (String pid : store.pids()) {
            if (Release.isOf(skill, pid) && kept.stream().noneMatch(release -> release.owns(pid))) {
                configurations.remove(pid);
            }
        }
        store.forgetAllDamaged(
                "|" + skill + "|", kept.stream().map(Release::end).toList());
    }

    @Override
    public void purge(SkillId skill) throws IOException {
        keepOnly(skill, Set.of());
    }

    @Override
    public synchronized void backUp(SkillId skill, SkillVersion version, Path file) throws IOException {
        Release release = new Release(skill, version);
        List<Stored> stored = configurations.pids(release).stream()
                .map(pid -> store.stored(release.targeted(pid)).orElseThrow())
                .toList();
        boolean damaged = !store.damaged(release.end()).isEmpty();
        WholeFile.write(file, Json.writePretty(new Backup(Backup.FORMAT, skill, version, damaged, stored)));
    }

    @Override
    public synchronized void restore(SkillId skill, SkillVersion version, Path file) throws IOException {
        Release release = new Release(skill, version);
        Backup backup = backup(release, file);
        for (Stored stored : backup.configurations()) {
            configurations.put(stored);
        }
        Set<String> kept = new TreeSet<>();
        backup.configurations().forEach(stored -> kept.add(stored.pid()));
        for (String pid : configurations.pids(release)) {
            if (!kept.contains(release.targeted(pid))) {
                configurations.remove(release.targeted(pid));
            }
        }
        if (backup.damaged()) {
            store.recallDamaged(release.end());
        } else {
            store.forgetDamaged(release.end());
        }
    }

    private static Backup backup(Release release, Path file) throws IOException {
        try {
            Backup backup = Json.read(Files.readAllBytes(file), Backup.class);
            boolean itsOwn = backup.format() == Backup.FORMAT
                    && release.equals(new Release(backup.skill(), backup.version()))
                    && backup.configurations().stream().allMatch(stored -> release.owns(stored.pid()));
            if (!itsOwn) {
                throw new IOException(file + " is no backup of the settings of " + release);
            }
            return backup;
        } catch (FormatException e) {
            throw new IOException(file + " is damaged: " + e.code(), e);
        }
    }
}
