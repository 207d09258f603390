package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Where skills run, and how they do there, in words. */
public final class HostText {

    private static final Map<String, String> HELD_BY = Map.of(
            "security_layer", "Java's security layer",
            "bubblewrap", "bubblewrap",
            "podman", "podman",
            "docker", "docker",
            "unshare", "namespaces (unshare)",
            "none", "no sandbox");

    private HostText() {}

    /** A host's place. */
    public static String place(String host) {
        return "process".equals(host) ? "in a process of its own" : "in the container's framework";
    }

    /** What holds skills in a place. */
    public static String heldBy(String sandbox) {
        return HELD_BY.getOrDefault(sandbox, sandbox);
    }

    /** An installed skill: where it runs, held by what, with how much memory. */
    public static String of(JsonNode skill) {
        JsonNode vitals = skill.path("vitals");
        if (!vitals.isObject()) {
            return "does not run";
        }
        StringBuilder text = new StringBuilder();
        text.append(state(vitals.path("state").asText()))
                .append(place(skill.path("host").asText()))
                .append(" (")
                .append(heldBy(vitals.path("sandbox").asText()))
                .append(')');
        if (vitals.path("memory_bytes").asLong() >= 1_000_000) {
            text.append(", ")
                    .append(vitals.path("memory_bytes").asLong() / 1_000_000)
                    .append(" MB");
        }
        int restarts = vitals.path("restarts").asInt();
        if (restarts > 0) {
            text.append(", started again ").append(restarts == 1 ? "once" : restarts + " times");
        }
        return text.toString();
    }

    private static String state(String state) {
        return switch (state) {
            case "asleep" -> "asleep ";
            case "restarting" -> "starting again ";
            case "failed" -> "failed ";
            default -> "";
        };
    }
}
