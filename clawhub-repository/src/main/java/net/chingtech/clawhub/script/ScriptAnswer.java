package net.chingtech.clawhub.script;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.ToolResult;

/** Makes a tool's answer of what a script wrote, within what an answer may have. */
final class ScriptAnswer {

    /** An answer has at most 1 MiB as JSON. */
    private static final int MOST = 900 * 1024;

    private ScriptAnswer() {}

    static ToolResult of(int exit, Captured output, Captured errors) {
        String text = output.text();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", exit == 0);
        if (exit != 0) {
            answer.put("error", "script_failed");
        }
        answer.put("exit_code", (long) exit);
        String fits = fitting(text);
        answer.put("output", fits);
        answer.put("errors", errors.text());
        answer.put("truncated", output.isCut() || fits.length() < text.length());
        return ToolResult.of(answer);
    }

    private static String fitting(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            size += JsonWriter.size(text.charAt(i));
            if (size > MOST) {
                int end = Character.isLowSurrogate(text.charAt(i)) ? i - 1 : i;
                return text.substring(0, end);
            }
        }
        return text;
    }
}
