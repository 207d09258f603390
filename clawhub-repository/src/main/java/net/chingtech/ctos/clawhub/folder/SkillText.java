package net.chingtech.ctos.clawhub.folder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code SKILL.md}, taken apart. All of it is data of a stranger.
 *
 * @param front what stands before the text; empty when nothing does
 * @param body the text
 * @param remarks what is odd about it, a sentence each
 */
public record SkillText(Frontmatter front, String body, List<String> remarks) {

    private static final Pattern FRONT =
            Pattern.compile("\\A---[ \\t]*\\n(.*?)(?<=\\n)(?:---|\\.\\.\\.)[ \\t]*(?:\\n|\\z)", Pattern.DOTALL);
    private static final Pattern LINE =
            Pattern.compile("^([A-Za-z][A-Za-z0-9_-]{0,40}):[ \\t]+(\\S.*)$", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'");

    public SkillText {
        remarks = List.copyOf(remarks);
    }

    public static SkillText of(LegacyFolder folder) {
        return read(folder.skillMarkdown());
    }

    static SkillText read(String markdown) {
        String text = markdown.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
        Matcher front = FRONT.matcher(text);
        if (!front.find()) {
            return new SkillText(
                    Frontmatter.of(Map.of()), text, List.of("Its SKILL.md says nothing of what the skill needs."));
        }
        String body = text.substring(front.end());
        Optional<Map<String, Object>> yaml = Yaml.map(front.group(1));
        if (yaml.isPresent()) {
            return new SkillText(Frontmatter.of(yaml.get()), body, List.of());
        }
        return new SkillText(
                Frontmatter.of(plainLines(front.group(1))),
                body,
                front.group(1).isBlank()
                        ? List.of("Its SKILL.md says nothing of what the skill needs.")
                        : List.of("The head of its SKILL.md is not proper YAML; only its simple lines were read."));
    }

    /** The lines that say one thing each, as {@code description: Reads: and writes}, which is no YAML, and common. */
    private static Map<String, Object> plainLines(String front) {
        Map<String, Object> lines = new LinkedHashMap<>();
        Matcher line = LINE.matcher(front);
        while (line.find()) {
            Matcher quoted = QUOTED.matcher(line.group(2).strip());
            String value = !quoted.matches()
                    ? line.group(2).strip()
                    : quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
            lines.putIfAbsent(line.group(1), value);
        }
        return lines;
    }
}
