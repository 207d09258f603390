package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan in words: what happens to which skill, who made it, what it will be allowed, and what needs a yes of its own. */
public final class PlanText {

    private static final int FINGERPRINT = 16;

    private static final Map<String, String> FLAGS = Map.of(
            "new_key", "the publisher's key is not the one that this skill was installed with",
            "unverified", "nobody that this container trusts vouches for the publisher",
            "weaker_host", "it would run less fenced than it should",
            "revoked", "this release was revoked");

    private PlanText() {}

    /** One line for each thing to know. */
    public static List<String> lines(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            item(item, lines);
        }
        long download = plan.path("download_bytes").asLong();
        lines.add(download == 0 ? "nothing to download" : "to download: " + size(download));
        return lines;
    }

    /** What a flag means, for the question. */
    public static String flag(String flag) {
        return FLAGS.getOrDefault(flag, flag.replace('_', ' '));
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

    private static void item(JsonNode item, List<String> lines) {
        lines.add(title(item)
                + (item.hasNonNull("requested_by") ? "  (needed by " + text(item, "requested_by") + ")" : ""));
        if (item.hasNonNull("publisher")) {
            String key = text(item, "key_id");
            lines.add("  from " + text(item, "publisher") + ", " + text(item, "tier") + ", key "
                    + key.substring(0, Math.min(FINGERPRINT, key.length())) + ", by " + text(item, "source"));
        }
        if (item.hasNonNull("to")) {
            item.path("host_notes").forEach(note -> lines.add("  " + note.asText()));
            if (item.path("callers_wait").asBoolean()) {
                lines.add("  Its callers wait for a moment.");
            }
            permissions(item, lines);
        }
        lost(item, lines);
        for (JsonNode flag : item.path("flags")) {
            lines.add("  ! " + flag(flag.asText()) + " (--" + flag.asText().replace('_', '-') + ")");
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

    static String size(long bytes) {
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
