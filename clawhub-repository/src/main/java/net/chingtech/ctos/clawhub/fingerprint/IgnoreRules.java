package net.chingtech.ctos.clawhub.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.folder.LegacyFile;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;

/** What {@code .gitignore} and {@code .clawhubignore} at the top of a skill's folder leave out, by git's rules. */
final class IgnoreRules {

    static final List<String> FILES = List.of(".gitignore", ".clawhubignore");

    private static final int MOST_LINES = 1_000;

    /** A hundred times what large skills need; what is left then counts, so the skill is held to be changed by hand. */
    private static final long MOST_COMPARED = 20_000_000;

    private final List<IgnoreRule> rules;
    private final boolean whole;
    private final Glob.Effort effort = new Glob.Effort(MOST_COMPARED);

    private IgnoreRules(List<IgnoreRule> rules, boolean whole) {
        this.rules = rules;
        this.whole = whole;
    }

    static IgnoreRules of(LegacyFolder folder) {
        List<IgnoreRule> rules = new ArrayList<>();
        boolean whole = true;
        for (String name : FILES) {
            Optional<LegacyFile> file = folder.mark(name);
            List<String> lines = file.flatMap(LegacyFile::text).stream()
                    .flatMap(String::lines)
                    .limit(MOST_LINES + 1L)
                    .toList();
            whole &= file.isEmpty() || file.get().text().isPresent();
            whole &= lines.size() <= MOST_LINES && lines.stream().allMatch(line -> line.length() <= IgnoreRule.LONGEST);
            lines.stream().limit(MOST_LINES).map(IgnoreRule::parse).forEach(rule -> rule.ifPresent(rules::add));
        }
        return new IgnoreRules(rules, whole);
    }

    /** Whether all was read and, so far, all was compared: what is not left out then is meant to be there. */
    boolean isWhole() {
        return whole && !effort.isSpent();
    }

    /** Whether a file is left out: itself, or a folder above it, which no later rule brings back. */
    boolean matches(String path) {
        int[][] steps = Stream.of(path.split("/", -1))
                .map(step -> step.codePoints().toArray())
                .toArray(int[][]::new);
        for (int folders = 1; folders < steps.length; folders++) {
            if (decided(steps, folders)) {
                return true;
            }
        }
        return decided(steps, steps.length);
    }

    /** The last rule that says something decides. */
    private boolean decided(int[][] path, int length) {
        boolean ignored = false;
        for (IgnoreRule rule : rules) {
            if (rule.says(path, length, length < path.length, effort)) {
                ignored = rule.ignores();
            }
        }
        return ignored;
    }
}
