package net.chingtech.ctos.settings.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.settings.Metatype;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.StagedSkill;

/** Reads the forms of releases from their JARs. A release never changes, so each is read once as long as it is in use. */
final class FormReader {

    private static final int REMEMBERED = 256;

    private final Map<String, SettingsForm> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SettingsForm> eldest) {
            return size() > REMEMBERED;
        }
    });

    SettingsForm form(StagedSkill skill) throws SettingsRefused, IOException {
        SettingsForm form = known.get(skill.sha256());
        if (form == null) {
            try {
                form = Metatype.read(skill.id(), files(skill));
            } catch (FormatException e) {
                throw new SettingsRefused(
                        new Problem(
                                409,
                                Metatype.UNREADABLE,
                                "What can be set for " + skill.id() + " " + skill.version() + " cannot be read.",
                                "Tell its publisher; the skill itself runs with its defaults",
                                e.violations().stream().map(Violation::toString).toList()),
                        e);
            }
            known.put(skill.sha256(), form);
        }
        return form;
    }

    private static Map<String, byte[]> files(StagedSkill skill) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (JarFile jar = new JarFile(skill.artifact().toFile(), false)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (Metatype.isPart(entry.getName())) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        // One byte more than a file may have, so that one that is too large is refused as such.
                        files.put(entry.getName(), in.readNBytes(Metatype.LARGEST_FILE + 1));
                    }
                }
            }
        }
        return files;
    }
}
