package net.chingtech.clawhub.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/**
 * Gives a text of a legacy skill, for an agent to read: {@code SKILL.md}, or the one named by {@code file}. It is data, of whoever
 * wrote it; characters that hide or turn what it says are written out.
 */
public final class GuideTool implements SkillTool {

    private static final int MOST = 200_000;
    private static final String REVIEWED = "SKILL.md";

    private final String skillText;

    /** Made by Declarative Services, as the description in the JAR says. */
    public GuideTool(Map<String, Object> properties) {
        this.skillText = String.valueOf(properties.get("guide.path"));
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        String path = call.input().get("file") == null ? skillText : call.text("file");
        try {
            SkillFiles files = SkillFiles.read();
            Part part = part(new String(SkillFiles.bytes(place(files, path)), StandardCharsets.UTF_8), from(call));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("file", path);
            answer.put("text", part.text());
            answer.put("next", part.next());
            answer.put(
                    "files",
                    files.entries().stream()
                            .filter(SkillFiles.Entry::text)
                            .map(SkillFiles.Entry::path)
                            .toList());
            return ToolResult.of(answer);
        } catch (IOException e) {
            throw new ToolException("guide_unreadable", "The text could not be read: " + e.getMessage(), e);
        }
    }

    /** @param next where to go on, or null at the end */
    private record Part(String text, Long next) {}

    /** Of {@code SKILL.md} what people reviewed: the one at the top, in which nothing hides. */
    private String place(SkillFiles files, String path) throws ToolException {
        if (path.equals(skillText)) {
            return REVIEWED;
        }
        return files.find(path)
                .filter(SkillFiles.Entry::text)
                .map(SkillFiles.Entry::place)
                .orElseThrow(() -> new ToolException(
                        "guide_file_unknown",
                        "The skill has no text of this name. Call again without file, and see files."));
    }

    private static int from(ToolCall call) {
        return call.input().get("from") instanceof Long from ? (int) Math.max(0, Math.min(from, Integer.MAX_VALUE)) : 0;
    }

    /** So much of a text with what hides written out; a text that is far longer is not written out to its end. */
    private static Part part(String text, int from) {
        HiddenSigns signs = new HiddenSigns();
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int i = 0, after; i < text.length(); i = after) {
            int c = text.codePointAt(i);
            after = i + Character.charCount(c);
            int begun = out.length();
            HiddenSigns.write(signs.hides(c, after < text.length() ? text.codePointAt(after) : -1), c, out);
            int length = out.length() - begun;
            if (at < from) {
                out.setLength(begun);
            } else if (out.length() > MOST) {
                return new Part(out.substring(0, begun), (long) at);
            }
            at += length;
        }
        return new Part(out.toString(), null);
    }
}
