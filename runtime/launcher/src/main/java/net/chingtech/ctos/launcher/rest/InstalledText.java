package net.chingtech.ctos.launcher.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillVersion;

/** How a skill that was found in a folder stands to what is installed. */
public final class InstalledText {

    /** What there is to do with a skill that was found. */
    public enum Standing {
        /** It is to be installed. */
        NEW,
        /** An older one is installed, from the same place. */
        NEWER,
        /** It is installed. */
        SAME,
        /** A newer one is installed. */
        OLDER,
        /** It is installed under the same version with other files. */
        DIFFERENT
    }

    private final Map<String, JsonNode> installed = new HashMap<>();

    /** @param skills the answer of {@code GET skills} */
    public InstalledText(JsonNode skills) {
        skills.path("skills").forEach(skill -> installed.put(text(skill, "id"), skill));
    }

    public Standing of(JsonNode found) {
        JsonNode skill = installed.get(text(found, "id"));
        if (skill == null) {
            return Standing.NEW;
        }
        boolean sameSource = text(skill, "source").equals(text(found, "source"));
        try {
            int order =
                    SkillVersion.parse(text(found, "version")).compareTo(SkillVersion.parse(text(skill, "version")));
            if (order != 0) {
                // From elsewhere it is the container that says why not.
                return order < 0 ? Standing.OLDER : sameSource ? Standing.NEWER : Standing.NEW;
            }
        } catch (FormatException e) {
            return Standing.NEW;
        }
        boolean differs = sameSource
                && found.hasNonNull("sha256")
                && !text(found, "sha256").equals(text(skill, "sha256"));
        return differs ? Standing.DIFFERENT : Standing.SAME;
    }

    /** One line of what is installed already; empty for what is not. */
    public String line(JsonNode found) {
        JsonNode skill = installed.get(text(found, "id"));
        String version = skill == null ? "" : text(skill, "version");
        return switch (of(found)) {
            case NEW -> "";
            case NEWER -> version + " is installed; importing updates it";
            case SAME -> "it is already there";
            case OLDER -> "it is already there, and newer: " + version;
            case DIFFERENT -> "it is installed as " + version + ", and the files in the folder differ from that";
        };
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
