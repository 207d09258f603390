package net.chingtech.ctos.skillhub.server.clawhub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.SkillManifest;

/**
 * Which entries of a JAR are the files of its ClawHub folder. A wrapped legacy folder lies below {@code skill/}, and, where
 * a name or content fits into no skill, below {@code kept/}; a list in the JAR says which is which. The list is the
 * publisher's word, so nothing of it leads out of the folder, or to another part of the JAR.
 */
final class Places {

    private static final String TEXT = "SKILL.md";
    private static final String LEGACY = "skill/";
    private static final String KEPT = "kept/";
    private static final String LIST = "skill-files.list";
    private static final int LONGEST_LIST = 4 * 1024 * 1024;

    private Places() {}

    /** Where the files are in the JAR, by their paths in the folder. The file that each delivery brings itself is left out. */
    static Map<String, String> of(ZipFile jar) throws IOException {
        Map<String, String> places = new TreeMap<>();
        if (jar.getEntry(LIST) != null) {
            listed(jar, places);
        } else if (jar.getEntry(LEGACY + TEXT) != null) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(LEGACY) && !entry.isDirectory()) {
                    places.put(entry.getName().substring(LEGACY.length()), entry.getName());
                }
            }
        } else {
            for (String name : new String[] {TEXT, SkillManifest.PATH}) {
                if (jar.getEntry(name) != null) {
                    places.put(name, name);
                }
            }
        }
        places.remove(Meta.NAME);
        return places;
    }

    private static void listed(ZipFile jar, Map<String, String> places) throws IOException {
        byte[] list;
        try (InputStream in = jar.getInputStream(jar.getEntry(LIST))) {
            list = in.readNBytes(LONGEST_LIST);
        }
        for (String line : new String(list, StandardCharsets.UTF_8).split("\n")) {
            String[] words = line.split("\t");
            if (words.length >= 2 && isPath(words[0]) && isPlace(jar, words[1])) {
                places.putIfAbsent(words[0], words[1]);
            }
        }
    }

    private static boolean isPlace(ZipFile jar, String place) {
        ZipEntry entry = jar.getEntry(place);
        return (place.startsWith(LEGACY) || place.startsWith(KEPT)) && entry != null && !entry.isDirectory();
    }

    private static boolean isPath(String path) {
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
    }
}
