package net.chingtech.ctos.format;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a legacy skill is, however it was wrapped: the names and bytes of all files of its folder, and nothing else. A newer
 * container may wrap otherwise, and a registry may call the skill otherwise; this stays.
 */
public final class FolderContent {

    /** Says in a wrapped folder's JAR where each of its files lies there: {@code path TAB place TAB ...}, a line each. */
    public static final String LIST = "skill-files.list";

    private static final Set<String> FOLDERS = Set.of("skill/", "kept/");
    /** So that no digest of another kind is ever taken for one. */
    private static final String KIND = "ctos folder 1\n";

    private FolderContent() {}

    /** Whether an entry of a wrapped folder's JAR is a file of the folder. */
    public static boolean isPlace(String entry) {
        return FOLDERS.stream().anyMatch(folder -> entry.startsWith(folder) && entry.length() > folder.length());
    }

    /**
     * The digest, in lower-case hex.
     *
     * @param sha256ByPath of each file, in hex, by its path below the folder, with {@code /}
     */
    public static String digest(Map<String, String> sha256ByPath) {
        MessageDigest digest = Digests.sha256();
        digest.update(KIND.getBytes(StandardCharsets.UTF_8));
        new TreeMap<>(sha256ByPath)
                .forEach((path, sha256) ->
                        digest.update((path + "\0" + sha256 + "\n").getBytes(StandardCharsets.UTF_8)));
        return Digests.hex(digest.digest());
    }

    /**
     * The places of the files in the JAR, by path.
     *
     * @param list as {@link #LIST} holds it
     * @throws FormatException {@code file_list_invalid}: no such list, or one path or place twice
     */
    public static SortedMap<String, String> places(byte[] list) throws FormatException {
        SortedMap<String, String> places = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (String line : text(list).split("\n")) {
            String[] parts = line.split("\t", -1);
            boolean fits = parts.length >= 2
                    && !parts[0].isEmpty()
                    && parts[0].chars().noneMatch(c -> c < ' ')
                    && isPlace(parts[1]);
            if (!fits || places.put(parts[0], parts[1]) != null || !taken.add(parts[1])) {
                throw new FormatException("file_list_invalid", "$", "a path and its place, each once", line);
            }
        }
        return Collections.unmodifiableSortedMap(places);
    }

    private static String text(byte[] list) throws FormatException {
        try {
            return Utf8.strict(list);
        } catch (CharacterCodingException e) {
            throw new FormatException("file_list_invalid", "$", "a text in UTF-8", list.length + " bytes");
        }
    }
}
