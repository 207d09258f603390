package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which updates come by themselves, and when, in words. */
public final class PolicyText {

    private static final String[][] KINDS = {
        {"security", "security fixes"}, {"patch", "patch releases"}, {"minor", "minor releases"}
    };

    /** Reasons that only time speaks for. */
    private static final Set<String> WAITS = Set.of("release_too_young", "outside_window");

    private PolicyText() {}

    /**
     * One line for each rule.
     *
     * @param container the policy that holds where {@code policy} says nothing; null when it is the container's own
     */
    public static List<String> lines(JsonNode policy, JsonNode container) {
        List<String> lines = new ArrayList<>();
        for (String[] kind : KINDS) {
            String mode = text(value(policy, container, kind[0]));
            lines.add(row(kind[1], mode.equals("silent") ? "come by themselves" : "ask first")
                    + whose(policy, container, kind[0]));
        }
        lines.add(row("major releases", "always ask first"));
        String age = text(value(policy, container, "release_age_hours"));
        lines.add(row("age of a release", "at least " + age + (age.equals("1") ? " hour" : " hours"))
                + whose(policy, container, "release_age_hours"));
        JsonNode window = value(policy, container, "window");
        lines.add(
                row("window", window.isObject() ? window(window) : "at any time") + whose(policy, container, "window"));
        return lines;
    }

    /** When an update that needs no yes comes. */
    public static String when(JsonNode policy, JsonNode container) {
        JsonNode window = value(policy, container, "window");
        return window.isObject()
                ? "comes by itself in its window: " + window(window)
                : "comes by itself with the next daily check";
    }

    /** Why an update asks first, or waits: each reason a line. */
    public static List<String> notSilent(JsonNode why) {
        List<String> lines = new ArrayList<>();
        lines.add((WAITS.contains(text(why.path("code"))) ? "comes by itself later: " : "asks first: ")
                + text(why.path("detail")));
        // Several reasons are named one by one, each after its code; the first is said already.
        for (int i = 1; i < why.path("more").size(); i++) {
            lines.add("    " + text(why.path("more").get(i)).replaceFirst("^[a-z_]+: ", ""));
        }
        return lines;
    }

    static String window(JsonNode window) {
        List<String> days = new ArrayList<>();
        window.path("days").forEach(day -> days.add(day(day.asText())));
        return (days.isEmpty() ? "every day" : String.join(", ", days)) + " " + text(window.path("from")) + " to "
                + text(window.path("to")) + " (" + text(window.path("zone")) + ")";
    }

    private static String day(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static JsonNode value(JsonNode policy, JsonNode container, String name) {
        return policy.hasNonNull(name) || container == null ? policy.path(name) : container.path(name);
    }

    private static String whose(JsonNode policy, JsonNode container, String name) {
        return container == null || policy.hasNonNull(name) ? "" : "  (as the container)";
    }

    private static String row(String what, String value) {
        return String.format(Locale.ROOT, "%-18s %s", what, value);
    }

    private static String text(JsonNode node) {
        return node.asText("");
    }
}
