package net.chingtech.ctos.bnd.internal;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;

/** Writes SKILL.md, what people and agents read first, for an author who wrote none. */
public final class SkillMarkdown {

    /** A second build finds the first one's file among the classes: this line says that it is ours to replace. */
    private static final String MADE = "<!-- Made from manifest.json. -->";

    private SkillMarkdown() {}

    /** Whether a SKILL.md is not there, or was made by this class. */
    public static boolean isMade(String text) {
        return text == null || text.contains(MADE);
    }

    public static String of(SkillManifest manifest, List<DeclaredTool> tools) {
        StringBuilder text = new StringBuilder();
        text.append("---\n");
        text.append("name: ").append(manifest.id().slug()).append('\n');
        text.append("description: ").append(quoted(manifest.summary())).append('\n');
        text.append("---\n\n").append(MADE).append("\n\n");
        text.append("# ").append(manifest.name()).append("\n\n");
        text.append(manifest.summary()).append('\n');
        if (!tools.isEmpty()) {
            text.append("\n## Tools\n");
        }
        for (DeclaredTool tool : tools) {
            text.append("\n### `").append(tool.name()).append("`\n\n");
            text.append(tool.description()).append("\n\nInput:\n\n");
            text.append("```json\n").append(tool.schema()).append("\n```\n");
        }
        permissions(text, "\n## Permissions\n\nThis skill may\n\n", manifest.permissions());
        permissions(
                text,
                "\n## Optional permissions\n\nAn administrator decides whether it may\n\n",
                manifest.optionalPermissions());
        return text.toString();
    }

    private static void permissions(StringBuilder text, String title, Collection<SkillPermission> permissions) {
        if (permissions.isEmpty()) {
            return;
        }
        text.append(title);
        permissions.stream()
                .map(SkillPermission::plainWords)
                .forEach(words -> text.append("- ").append(words).append('\n'));
    }

    /** A JSON string is a YAML string too. */
    private static String quoted(String text) {
        return new String(Json.write(text), StandardCharsets.UTF_8);
    }
}
