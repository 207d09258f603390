package net.chingtech.ctos.clawhub.fingerprint;

import java.util.Optional;

/**
 * One line of an ignore file. Letters of either case are the same, as for the command line.
 *
 * @param ignores false for a line that begins with {@code !}
 * @param foldersOnly for a line that ends with a slash
 */
record IgnoreRule(Glob glob, boolean ignores, boolean foldersOnly) {

    static final int LONGEST = 500;

    /** Empty for a comment, an empty line, and one that means nothing. */
    static Optional<IgnoreRule> parse(String line) {
        String text = withoutTrailingSpaces(line);
        if (text.isEmpty() || text.startsWith("#") || text.length() > LONGEST) {
            return Optional.empty();
        }
        boolean ignores = !text.startsWith("!");
        String glob = ignores ? text : text.substring(1);
        boolean foldersOnly = glob.endsWith("/");
        String body = foldersOnly ? glob.substring(0, glob.length() - 1) : glob;
        // A slash anywhere but at the end ties the line to the folder of the file.
        boolean tied = body.contains("/");
        String path = body.startsWith("/") ? body.substring(1) : body;
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IgnoreRule(Glob.of(path, !tied), ignores, foldersOnly));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Of the first {@code length} steps of a path. */
    boolean says(int[][] path, int length, boolean folder, Glob.Effort effort) {
        return (folder || !foldersOnly) && glob.matches(path, length, effort);
    }

    /** Spaces at the end count only behind a backslash. */
    private static String withoutTrailingSpaces(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
            end--;
        }
        return line.substring(0, end);
    }
}
