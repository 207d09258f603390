package net.chingtech.ctos.launcher.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/**
 * One line of {@code bundles.list}.
 *
 * @param startLevel when it is started; 0 for an extension of the framework, which is never started
 * @param name its file in bundles/, without {@code .jar}
 */
public record BundleLine(int startLevel, String name) {

    private static final Pattern LINE = Pattern.compile("(\\d{1,3})\\s+([A-Za-z0-9][A-Za-z0-9._-]*)");

    /** An extension is attached to the framework; it cannot be started. */
    public boolean isExtension() {
        return startLevel == 0;
    }

    /**
     * Reads a list; blank lines and what follows a {@code #} say nothing.
     *
     * @param where named in the error
     * @throws CommandFailed {@code bundle_list_invalid}, with the line
     */
    static List<BundleLine> parse(List<String> lines, String where) throws CommandFailed {
        List<BundleLine> bundles = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw invalid(where, number, "should be a start level and a file name: " + line);
            }
            BundleLine bundle = new BundleLine(Integer.parseInt(matcher.group(1)), matcher.group(2));
            if (!names.add(bundle.name())) {
                throw invalid(where, number, "names " + bundle.name() + " again");
            }
            bundles.add(bundle);
        }
        return bundles;
    }

    private static CommandFailed invalid(String where, int line, String what) {
        return new CommandFailed(
                "bundle_list_invalid", where + " line " + line + " " + what, "Correct it and build again");
    }
}
