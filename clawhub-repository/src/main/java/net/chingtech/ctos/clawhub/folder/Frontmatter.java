package net.chingtech.ctos.clawhub.folder;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the head of {@code SKILL.md} says. Texts are one line of visible characters, and null where nothing is said.
 *
 * @param entrypoint the script that is meant to be run, a path in the folder
 * @param ignored the names of what stands there and means nothing here, such as {@code allowed-tools}
 */
public record Frontmatter(
        String name,
        String description,
        String version,
        String author,
        String license,
        String homepage,
        List<String> tags,
        String entrypoint,
        String emoji,
        Needs needs,
        List<String> ignored) {

    private static final int LONG = 2_000;
    private static final int SHORT = 300;
    private static final int MOST_TAGS = 20;
    /** What other programs act upon, and this one does not. */
    private static final List<String> OTHERS = List.of("allowed-tools", "tools", "contributes", "hooks", "scheduler");

    public Frontmatter {
        tags = List.copyOf(tags);
        ignored = List.copyOf(ignored);
    }

    static Frontmatter of(Map<String, Object> front) {
        return new Frontmatter(
                text(front, "name", SHORT),
                text(front, "description", LONG),
                text(front, "version", SHORT),
                author(front.get("author")),
                text(front, "license", SHORT),
                text(front, "homepage", SHORT),
                Yaml.asTexts(front.get("tags")).stream().limit(MOST_TAGS).toList(),
                text(front, "entrypoint", SHORT),
                text(Needs.said(front), "emoji", 16),
                Needs.of(front),
                ignored(front));
    }

    private static String author(Object author) {
        Object name = author instanceof Map<?, ?> map ? map.get("name") : author;
        return name instanceof String text && !text.isBlank() ? Visible.line(text, SHORT) : null;
    }

    private static List<String> ignored(Map<String, Object> front) {
        TreeSet<String> ignored = new TreeSet<>(front.keySet());
        ignored.retainAll(OTHERS);
        Yaml.asMap(Yaml.asMap(front.get("metadata")).get("ctos")).keySet().stream()
                .limit(MOST_TAGS)
                .forEach(key -> ignored.add("ctos." + Visible.line(key, 40)));
        return List.copyOf(ignored);
    }

    private static String text(Map<String, Object> map, String key, int longest) {
        if (!(map.get(key) instanceof String text)) {
            return null;
        }
        String line = Visible.line(text, longest);
        return line.isEmpty() ? null : line;
    }
}
