package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;

/** What was found in a folder of legacy skills, in words. */
public final class ImportText {

    private static final int LONGEST = 2_000;

    private ImportText() {}

    /** For each skill what it is and how it is, then what there is to know of it. */
    public static List<String> lines(JsonNode skills, InstalledText installed) {
        List<String> lines = new ArrayList<>();
        for (JsonNode found : skills) {
            boolean refused = found.hasNonNull("problem");
            lines.add(
                    refused
                            ? line(found, "name") + "  cannot be taken"
                            : line(found, "id") + " " + line(found, "version") + "  " + state(text(found, "state"))
                                    + "  from " + line(found, "source"));
            lines.add("  in " + line(found, "folder"));
            if (refused) {
                Problem problem = problem(found.path("problem"));
                lines.add("  ! " + line(problem.detail()) + " (" + line(problem.code()) + ")");
                lines.add("    " + line(problem.nextStep()));
            } else if (!installed.line(found).isEmpty()) {
                lines.add("  = " + installed.line(found));
            }
            found.path("remarks").forEach(remark -> lines.add("  - " + line(remark.asText())));
        }
        return lines;
    }

    /** A problem that stands in an answer. */
    public static Problem problem(JsonNode problem) {
        return new Problem(
                problem.path("status").asInt(),
                text(problem, "code"),
                text(problem, "detail"),
                text(problem, "next_step"));
    }

    private static String state(String state) {
        return switch (state) {
            case "unchanged" -> "unchanged";
            case "edited" -> "changed by hand";
            default -> "nobody knows whether it was changed";
        };
    }

    /** Whoever made the folder chose its name: nothing of it makes a line of its own here. */
    private static String line(JsonNode node, String field) {
        return line(text(node, field));
    }

    private static String line(String text) {
        return PlainText.line(text, LONGEST);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
