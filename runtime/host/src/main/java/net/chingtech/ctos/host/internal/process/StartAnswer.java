package net.chingtech.ctos.host.internal.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.host.internal.start.ToolChecks;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.Health.Status;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.wire.RpcError;

/** What a process says of its skill, read as the words of a stranger. */
final class StartAnswer {

    private static final int MOST_TOOLS = 200;
    private static final int MOST_LINES = 50;

    /** What a start inside can fail for; a process that says anything else is not ours to quote. */
    private static final Set<String> CODES = Set.of(
            "install_failed",
            "artifact_not_this_skill",
            "skill_unresolved",
            "skill_threw",
            "start_timeout",
            "component_unsatisfied",
            "tools_missing",
            "tools_invalid",
            "service_not_allowed",
            "health_failed",
            "digest_mismatch",
            "security_layer_missing",
            "canary_not_denied",
            "framework_failed",
            "artifact_missing",
            "relay_failed");

    private final StagedSkill skill;

    StartAnswer(StagedSkill skill) {
        this.skill = skill;
    }

    /** @return the skill's tools, by name */
    List<ToolDescription> tools(Object answer) throws StartFailed {
        if (!(answer instanceof Map<?, ?> object) || !(object.get("tools") instanceof List<?> tools)) {
            throw misbehaved("its process did not say what tools it has");
        }
        if (tools.size() > MOST_TOOLS) {
            throw failed("tools_invalid", "it has more than " + MOST_TOOLS + " tools", List.of());
        }
        Map<String, ToolDescription> described = new TreeMap<>();
        for (Object tool : tools) {
            ToolDescription description = tool(tool);
            if (described.put(description.name(), description) != null) {
                throw failed("tools_invalid", "two tools are called " + description.name(), List.of());
            }
        }
        List<String> missing = new ArrayList<>(skill.manifest().exports());
        missing.removeAll(described.keySet());
        if (described.isEmpty() && missing.isEmpty()) {
            missing.add("any tool at all");
        }
        if (!missing.isEmpty()) {
            throw failed("tools_missing", "it does not offer " + String.join(", ", missing), missing);
        }
        Health health = health(object.get("health"));
        if (!health.isGood()) {
            throw failed("health_failed", "its health check says " + health.status(), health.lines());
        }
        return described.values().stream()
                .sorted(Comparator.comparing(ToolDescription::name))
                .toList();
    }

    private ToolDescription tool(Object value) throws StartFailed {
        try {
            if (!(value instanceof Map<?, ?> tool) || !(tool.get("input_schema") instanceof String schema)) {
                throw failed("tools_invalid", "a tool has no input schema", List.of());
            }
            return ToolChecks.check(skill, ToolChecks.name(tool.get("name")), tool.get("description"), schema);
        } catch (ToolChecks.Invalid e) {
            throw failed("tools_invalid", PlainWords.shorten(e.getMessage()), List.of());
        }
    }

    /** What it says of its health; what is no such answer is critical. */
    static Health health(Object value) {
        if (value instanceof Map<?, ?> health
                && health.get("status") instanceof String status
                && health.get("lines") instanceof List<?> lines) {
            for (Status known : Status.values()) {
                if (known.name().toLowerCase(Locale.ROOT).equals(status)) {
                    return new Health(known, lines(lines));
                }
            }
        }
        return new Health(Status.CRITICAL, List.of("Its process did not say how it is."));
    }

    private static List<String> lines(List<?> lines) {
        return lines.stream()
                .limit(MOST_LINES)
                .map(line -> PlainWords.shorten(String.valueOf(line)))
                .toList();
    }

    /** Why the start inside failed. */
    StartFailed refused(RpcError error) {
        if (!CODES.contains(error.code())) {
            return misbehaved(
                    "its process refused the start: " + PlainWords.shorten(error.code() + ": " + error.getMessage()));
        }
        return Failures.failed(
                skill, error.code(), PlainWords.shorten(error.getMessage()), lines(error.lines()), error);
    }

    private StartFailed misbehaved(String what) {
        return failed("child_misbehaved", what, List.of());
    }

    private StartFailed failed(String code, String what, List<String> more) {
        return Failures.failed(skill, code, what + ".", more, null);
    }
}
