package net.chingtech.ctos.bnd.internal;

import aQute.bnd.osgi.Jar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.settings.Metatype;

/** What can be set for the skill, read as a container reads it. */
public final class Settings {

    private Settings() {}

    /** What a container would refuse, at its file and line. */
    public static List<Violation> check(Jar jar, SkillId skill) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : jar.getResources().keySet()) {
            if (Metatype.isPart(path)) {
                files.put(path, Entries.bytes(jar, path));
            }
        }
        try {
            Metatype.read(skill, files);
            return List.of();
        } catch (FormatException e) {
            return e.violations();
        }
    }
}
