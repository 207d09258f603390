package net.chingtech.ctos.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** ClawHub's hashes over the files of a skill's folder. */
public final class Fingerprint {

    private static final String NUL = "\0";

    private Fingerprint() {}

    /**
     * One file.
     *
     * @param path below the skill's folder, with {@code /}
     * @param sha256 lower-case hex
     */
    public record File(String path, long size, String sha256) {}

    /**
     * What {@code resolve} is asked with, and what stands in {@code origin.json}. The caller leaves out what does not
     * {@link #counts}.
     *
     * @param sha256ByPath lower-case hex by the path below the skill's folder, with {@code /}
     */
    public static String of(Map<String, String> sha256ByPath) {
        List<String> paths = new ArrayList<>(sha256ByPath.keySet());
        paths.sort(PathOrder.PATHS);
        return sha256(
                paths.stream().map(path -> path + ":" + sha256ByPath.get(path)).collect(Collectors.joining("\n")));
    }

    /** The {@code contentHash} of a skill that lies on GitHub. */
    public static String ofContent(Collection<File> files) {
        return sha256(files.stream()
                .sorted((a, b) -> PathOrder.PATHS.compare(a.path(), b.path()))
                .map(file -> file.path() + NUL + file.size() + NUL + file.sha256())
                .collect(Collectors.joining("\n")));
    }

    /** Whether a file is part of the fingerprint: nothing hidden, and no modules of Node. Ignore files come on top. */
    public static boolean counts(String path) {
        for (String segment : path.split("/")) {
            if (segment.startsWith(".")) {
                return false;
            }
        }
        return !path.startsWith("node_modules/") && !path.contains("/node_modules/");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
