package net.chingtech.ctos.format.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.settings.MetatypeFile.Designate;
import net.chingtech.ctos.format.settings.MetatypeFile.ObjectClass;
import net.chingtech.ctos.format.settings.SettingsForm.Group;

/**
 * Reads the Metatype of a JAR (OSGi Compendium 105, namespaces 1.0.0 to 1.4.0) as a form. The files come from strangers:
 * document types and entities are refused, and everything has a limit.
 */
public final class Metatype {

    /** The code of every refusal. */
    public static final String UNREADABLE = "settings_unreadable";

    /** The most that one file may hold. */
    public static final int LARGEST_FILE = 256 * 1024;

    /** The most that all files may hold together. */
    public static final int LARGEST_TOTAL = 2 << 20;

    /** The most files. */
    public static final int MOST_FILES = 64;

    static final int MOST_SETTINGS = 500;

    private static final int MOST_GROUPS = 50;
    private static final Pattern PART =
            Pattern.compile("OSGI-INF/metatype/[^/]+\\.xml|OSGI-INF/l10n/(?:[^/]+/)*[^/]+\\.properties");
    /** Without what separates the parts of a targeted PID or a factory's. */
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private Metatype() {}

    /** Whether an entry of a JAR belongs to its Metatype. */
    public static boolean isPart(String path) {
        return PART.matcher(path).matches();
    }

    /** Whether a skill may be configured under a PID: its id, or what begins with it and a point. Others belong to others. */
    public static boolean isOwn(SkillId skill, String pid) {
        return pid.equals(skill.value()) || pid.startsWith(skill + ".");
    }

    /**
     * Reads the form of a skill, as {@link #read(Map)} does.
     *
     * @throws FormatException also for a PID that is not its own
     */
    public static SettingsForm read(SkillId skill, Map<String, byte[]> files) throws FormatException {
        SettingsForm form = read(files);
        for (Group group : form.groups()) {
            if (!isOwn(skill, group.pid())) {
                throw refused(
                        "OSGI-INF/metatype", "PIDs that are " + skill + " or begin with " + skill + ".", group.pid());
            }
        }
        return form;
    }

    /**
     * Reads the form; the same one whatever the order of the files.
     *
     * @param files the entries of a JAR of which {@link #isPart} is true; others are not looked at
     * @throws FormatException {@code settings_unreadable} with the file and the line
     */
    public static SettingsForm read(Map<String, byte[]> files) throws FormatException {
        Map<String, byte[]> parts = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (isPart(path)) {
                parts.put(path, bytes);
            }
        });
        if (parts.size() > MOST_FILES) {
            throw refused("OSGI-INF", "at most " + MOST_FILES + " files of settings", String.valueOf(parts.size()));
        }
        long total = 0;
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            if (part.getValue().length > LARGEST_FILE) {
                throw refused(part.getKey(), "at most " + LARGEST_FILE + " bytes", part.getValue().length + " bytes");
            }
            total += part.getValue().length;
        }
        if (total > LARGEST_TOTAL) {
            throw refused("OSGI-INF", "at most " + LARGEST_TOTAL + " bytes of settings", total + " bytes");
        }
        Words words = new Words(parts);
        Map<String, Group> groups = new TreeMap<>();
        int settings = 0;
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            if (part.getKey().endsWith(".xml")) {
                MetatypeFile file = MetatypeReader.read(part.getKey(), part.getValue(), words);
                for (Group group : groups(file)) {
                    if (groups.put(group.pid(), group) != null) {
                        throw refused(part.getKey(), "each PID once", group.pid() + " again");
                    }
                    settings += group.settings().size();
                    mustBeFew(groups.size(), settings);
                }
            }
        }
        return new SettingsForm(List.copyOf(groups.values()));
    }

    private static void mustBeFew(int groups, int settings) throws FormatException {
        if (groups > MOST_GROUPS || settings > MOST_SETTINGS) {
            throw refused(
                    "OSGI-INF/metatype",
                    "at most " + MOST_GROUPS + " PIDs and " + MOST_SETTINGS + " settings",
                    groups + " PIDs and " + settings + " settings");
        }
    }

    private static List<Group> groups(MetatypeFile file) throws FormatException {
        Map<String, ObjectClass> classes = new LinkedHashMap<>();
        for (ObjectClass one : file.classes()) {
            if (classes.put(one.id(), one) != null) {
                throw refused(one.place(), "each OCD once", one.id() + " again");
            }
        }
        List<Group> groups = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (Designate designate : file.designates()) {
            Group group = group(designate, classes);
            if (seen.put(group.pid(), designate.place()) != null) {
                throw refused(designate.place(), "each PID once", group.pid() + " again");
            }
            groups.add(group);
        }
        return groups;
    }

    private static Group group(Designate designate, Map<String, ObjectClass> classes) throws FormatException {
        if (designate.factoryPid() != null) {
            throw refused(
                    designate.place(),
                    "a pid: a skill has one configuration for each PID",
                    "factoryPid " + designate.factoryPid());
        }
        if (designate.pid() == null || !PID.matcher(designate.pid()).matches()) {
            throw refused(
                    designate.place(),
                    "a pid of letters, digits, '.', '_' and '-', 200 characters at most",
                    String.valueOf(designate.pid()));
        }
        ObjectClass type = designate.ocd() == null ? null : classes.get(designate.ocd());
        if (type == null) {
            Set<String> known = new TreeSet<>(classes.keySet());
            throw refused(
                    designate.place(), "an Object whose ocdref is one of " + known, String.valueOf(designate.ocd()));
        }
        return new Group(designate.pid(), type.name(), type.description(), type.settings());
    }

    static FormatException refused(String place, String expected, String found) {
        return new FormatException(UNREADABLE, place, expected, found);
    }
}
