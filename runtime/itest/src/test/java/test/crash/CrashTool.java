package test.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/** Keeps each entry twice, as a row and as a file, and tells all that it has. */
public final class CrashTool implements SkillTool {

    private final SkillContext context;
    private final Data data;
    private final Map<String, Object> settings;

    public CrashTool(SkillContext context, Data data, Map<String, Object> settings) throws IOException {
        this.context = context;
        this.data = data;
        this.settings = settings;
        Mood.of("start").play();
    }

    @Override
    public ToolResult call(ToolCall call) throws ToolException {
        try {
            if ("write".equals(call.text("act"))) {
                write(call.text("key"), call.text("text"));
            }
            return ToolResult.of(look());
        } catch (IOException e) {
            throw new ToolException("crash_failed", e.toString(), e);
        }
    }

    private void write(String key, String text) throws IOException, ToolException {
        Files.writeString(file(key), form() + ":" + text);
        data.update("INSERT INTO ENTRIES VALUES (?, ?, ?)", key, text, form());
    }

    private Path file(String key) {
        return context.dataFolder().resolve("entry-" + key + ".txt");
    }

    private long form() throws ToolException {
        return data.query("SELECT MAX(FORM) F FROM FORMS").get(0).decimal("f").longValue();
    }

    private Map<String, Object> look() throws IOException, ToolException {
        Map<String, Object> all = new TreeMap<>();
        all.put("version", context.version());
        all.put("forms", column("SELECT FORM V FROM FORMS ORDER BY FORM"));
        all.put("tables", column("SELECT COUNT(*) V FROM MARK" + form()));
        Map<String, Object> entries = new TreeMap<>();
        for (Row row : data.query("SELECT ENTRY, TEXT, FORM FROM ENTRIES")) {
            entries.put(row.text("entry"), row.values().get("form") + ":" + row.text("text"));
        }
        all.put("entries", entries);
        Map<String, Object> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(context.dataFolder())) {
            for (Path file : found.toList()) {
                String name = file.getFileName().toString();
                files.put(name, Files.readString(file));
            }
        }
        all.put("files", files);
        all.put("limit", String.valueOf(settings.get("limit")));
        all.put("secret", String.valueOf(settings.get("secret")));
        return all;
    }

    private List<Object> column(String sql) throws ToolException {
        List<Object> values = new ArrayList<>();
        data.query(sql).forEach(row -> values.add(row.values().get("v")));
        return values;
    }
}
