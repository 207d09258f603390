package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a change does beyond the release itself, in words. */
final class EffectsText {

    /** What may go on without a pause. */
    private static final Set<String> SWITCHES = Set.of("update", "rollback");

    private static final Set<String> MIGRATIONS = Set.of("migrate", "undo_migration");

    private EffectsText() {}

    /**
     * Of one item, indented.
     *
     * @param migrates whether a legacy skill is migrated: what is carried over then is a sentence of its own
     */
    static List<String> lines(JsonNode item, boolean migrates) {
        List<String> lines = new ArrayList<>();
        JsonNode effects = item.path("effects");
        if (item.path("callers_wait").asBoolean()) {
            lines.add("  Its callers wait for a moment.");
        } else if (SWITCHES.contains(text(item, "kind")) && effects.isObject()) {
            lines.add("  Its callers do not wait: the new version runs before the old one stops.");
        }
        effects.path("reach_gained").forEach(reach -> lines.add("  newly reaches: " + reach.asText()));
        effects.path("reach_lost").forEach(reach -> lines.add("  no longer reaches: " + reach.asText()));
        effects.path("migrations")
                .forEach(step -> lines.add((migrates ? "  " : "  its data is migrated: ") + step.asText()));
        sentence(text(effects, "data"), lines);
        if (effects.path("backup_bytes").asLong() > 0) {
            lines.add("  copied before: about "
                    + PlanText.size(effects.path("backup_bytes").asLong()));
        }
        sentence(text(effects, "way_back"), lines);
        JsonNode failed = effects.path("failed_before");
        if (failed.isObject()) {
            lines.add("  ! This very release failed here before: " + text(failed, "detail"));
        }
        return lines;
    }

    static boolean migrates(JsonNode plan) {
        return MIGRATIONS.contains(text(plan, "action"));
    }

    /** Of the whole plan. */
    static List<String> ofPlan(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        List<String> restarts = new ArrayList<>();
        plan.path("restarts").forEach(id -> restarts.add(id.asText()));
        if (!restarts.isEmpty()) {
            lines.add("stops and starts again: " + String.join(", ", restarts) + "; nothing else does");
        }
        if (migrates(plan)) {
            // After the lines of the items come those about what stays, and why.
            for (int i = plan.path("items").size(); i < plan.path("summary").size(); i++) {
                lines.add(plan.path("summary").get(i).asText());
            }
        }
        if (text(plan, "action").equals("update")) {
            JsonNode why = plan.path("not_silent");
            if (why.isObject()) {
                lines.addAll(PolicyText.notSilent(why));
            } else {
                lines.add("needs no yes: the policy would do this by itself");
            }
        }
        return lines;
    }

    private static void sentence(String text, List<String> lines) {
        if (!text.isBlank()) {
            lines.add("  " + text);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
