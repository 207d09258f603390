package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan in words: what happens to which skill, who made it, what it will be allowed, and what needs a yes of its own. */
public final class PlanText {

    private static final Map<String, String> FLAGS = Map.of(
            "new_key", "the publisher's key is not the one that this skill was installed with",
            "unverified", "nobody that this container trusts vouches for the publisher",
            "weaker_host", "it would run less fenced than it should",
            "revoked", "this release was revoked",
            "suspicious", "its source itself says that something in it looks dangerous");

    /** Flags that come with sentences about who made the release. */
    private static final Set<String> ABOVE = Set.of("new_key", "unverified", "revoked", "suspicious");

    private PlanText() {}

    /**
     * One line for each thing to know.
     *
     * @param now for saying how old a release is
     */
    public static List<String> lines(JsonNode plan, Instant now) {
        List<String> lines = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            item(item, now, EffectsText.migrates(plan), lines);
        }
        lines.addAll(EffectsText.ofPlan(plan));
        long download = plan.path("download_bytes").asLong();
        lines.add(download == 0 ? "nothing to download" : "to download: " + size(download));
        return lines;
    }

    /** What a flag means. */
    static String flag(String flag) {
        return FLAGS.getOrDefault(flag, flag.replace('_', ' '));
    }

    /** A tier for people: what nobody signed is not said in the same breath as the others. */
    public static String tier(String tier) {
        return tier.equals("legacy") ? "Legacy (unsigned)" : tier;
    }

    /** {@code id from -> to} and the like. */
    public static String title(JsonNode item) {
        String id = item.path("id").asText();
        String from = item.path("from").asText("");
        String to = item.path("to").asText("");
        String verb = item.path("kind").asText();
        if (to.isEmpty()) {
            return verb + " " + id + " " + from;
        }
        return verb + " " + id + " " + (from.isEmpty() || from.equals(to) ? to : from + " -> " + to);
    }

    private static void item(JsonNode item, Instant now, boolean migrates, List<String> lines) {
        lines.add(title(item)
                + (item.hasNonNull("requested_by") ? "  (needed by " + text(item, "requested_by") + ")" : ""));
        if (item.hasNonNull("publisher")) {
            lines.add("  from " + text(item, "publisher") + ", " + tier(text(item, "tier")) + ", by "
                    + text(item, "source"));
        }
        if (item.hasNonNull("to")) {
            lines.addAll(TrustText.lines(item, now));
            item.path("host_notes").forEach(note -> lines.add("  " + note.asText()));
            permissions(item, lines);
        }
        lost(item, lines);
        lines.addAll(EffectsText.lines(item, migrates));
        for (JsonNode flag : item.path("flags")) {
            String option = "--" + flag.asText().replace('_', '-');
            // What the container's own sentences say above is not said once more.
            boolean said = ABOVE.contains(flag.asText())
                    && !item.path("trust").path("words").isEmpty();
            lines.add(
                    "  ! " + (said ? "takes a yes of its own: " + option : flag(flag.asText()) + " (" + option + ")"));
        }
        if (!text(item, "release_notes").isBlank()) {
            lines.add("  notes: "
                    + text(item, "release_notes").strip().lines().findFirst().orElse(""));
        }
    }

    private static void permissions(JsonNode item, List<String> lines) {
        Set<String> gained = new HashSet<>();
        item.path("gained").forEach(name -> gained.add(name.asText()));
        item.path("declined").forEach(name -> gained.remove(name.asText()));
        boolean update = item.hasNonNull("from");
        if (item.path("permissions").isEmpty()
                && item.path("optional_permissions").isEmpty()) {
            lines.add("  asks for no permissions");
        }
        for (JsonNode asked : item.path("permissions")) {
            asked("  may ", asked, update && gained.contains(text(asked, "permission")), lines);
        }
        for (JsonNode asked : item.path("optional_permissions")) {
            asked("  may, if you like, ", asked, update && gained.contains(text(asked, "permission")), lines);
        }
    }

    private static void asked(String head, JsonNode asked, boolean isNew, List<String> lines) {
        lines.add(head + text(asked, "words") + "  [" + text(asked, "permission") + "]" + (isNew ? "  NEW" : ""));
        asked.path("reach").forEach(reach -> lines.add("      " + reach.asText()));
    }

    private static void lost(JsonNode item, List<String> lines) {
        List<String> names = new ArrayList<>();
        item.path("lost").forEach(name -> names.add(name.asText()));
        if (!names.isEmpty()) {
            lines.add("  no longer: " + String.join(", ", names));
        }
    }

    /** A size for people. */
    public static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? String.format(java.util.Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(java.util.Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
