package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a migration would do, and what was migrated, in words. */
public final class MigrationText {

    private MigrationText() {}

    /**
     * One line for each thing to know.
     *
     * @param named whether these skills were asked for by name, so that there may be others
     */
    public static List<String> lines(List<JsonNode> skills, List<JsonNode> done, boolean named) {
        List<String> lines = new ArrayList<>();
        if (skills.isEmpty() && !named) {
            lines.add("no legacy skill is installed");
        }
        Map<String, String> firsts = new LinkedHashMap<>();
        skills.forEach(skill -> {
            skill(skill, lines);
            String first = isReady(skill) ? firsts.putIfAbsent(text(skill, "follower"), text(skill, "id")) : null;
            if (first != null) {
                lines.add("  ! " + first + " has the same follower: only one of them can be migrated, and the other"
                        + " stays as it is");
            }
        });
        if (!firsts.isEmpty()) {
            lines.add(firsts.size() + " of " + skills.size() + " can be migrated: ./ctos migrate --apply"
                    + (named ? " " + String.join(" ", firsts.values()) : ""));
        }
        done.forEach(one -> done(one, lines));
        return lines;
    }

    /** Whether a skill can be migrated now. */
    public static boolean isReady(JsonNode skill) {
        return text(skill, "state").equals("ready");
    }

    private static void skill(JsonNode skill, List<String> lines) {
        String follower = text(skill, "follower");
        String origin = text(skill, "origin");
        lines.add(text(skill, "id") + " " + text(skill, "version")
                + (follower.isEmpty()
                        ? ""
                        : (" -> " + follower + " " + text(skill, "follower_version")).stripTrailing())
                + "  " + text(skill, "state").replace('_', ' ')
                + (origin.isEmpty() ? "" : "  (map: " + origin + ")"));
        JsonNode problem = skill.path("problem");
        if (problem.isObject()) {
            lines.add("  ! " + text(problem, "detail") + " " + text(problem, "next_step"));
            problem.path("more").forEach(line -> lines.add("    " + line.asText()));
        }
        skill.path("notes").forEach(line -> lines.add("  " + line.asText()));
        if (!isReady(skill)) {
            return;
        }
        list("  newly may: ", skill.path("gained"), lines);
        list("  no longer: ", skill.path("lost"), lines);
        skill.path("carried").forEach(line -> lines.add("  " + line.asText()));
        long bytes = skill.path("data_bytes").asLong();
        if (bytes > 0) {
            lines.add("  data carried over: about " + PlanText.size(bytes));
        }
        list("  values that only stay in the kept copy: ", skill.path("values_left"), lines);
        list("  data that only stays in the kept copy: ", skill.path("data_left"), lines);
    }

    private static void done(JsonNode one, List<String> lines) {
        lines.add("migrated at " + TrustText.time(text(one, "at")) + ": " + text(one, "id") + " " + text(one, "version")
                + " -> " + text(one, "follower") + " " + text(one, "follower_version"));
        lines.add(
                one.path("problem").isObject()
                        ? "  " + text(one.path("problem"), "detail")
                        : "  until " + TrustText.time(text(one, "undo_until"))
                                + " it can come back: ./ctos migrate --undo " + text(one, "id"));
    }

    private static void list(String head, JsonNode names, List<String> lines) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.asText()));
        if (!all.isEmpty()) {
            lines.add(head + String.join(", ", all));
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
