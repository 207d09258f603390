package net.chingtech.ctos.clawhub.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;

/**
 * One ClawHub as this container was told of it: a line of the framework property {@code ctos.hubs} with the kind {@code
 * clawhub}. Lines of other kinds are other rooms' to read, and to complain of.
 *
 * @param wrong what is wrong with the line, or null
 */
record ClawHubConfig(String name, String url, String wrong) {

    private static final String KIND = "clawhub";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    static List<ClawHubConfig> read(String json) throws FormatException {
        List<ClawHubConfig> hubs = new ArrayList<>();
        for (JsonNode line : Json.readTree(json.getBytes(StandardCharsets.UTF_8))) {
            if (KIND.equals(line.path("kind").asText())) {
                hubs.add(of(line, hubs));
            }
        }
        return hubs;
    }

    private static ClawHubConfig of(JsonNode line, List<ClawHubConfig> before) {
        String name = line.path("name").asText("");
        if (!NAME.matcher(name).matches() || name.equals("imported")) {
            return new ClawHubConfig(null, null, "its name must be of lower-case letters, digits, dots and hyphens");
        }
        if (before.stream().anyMatch(other -> name.equals(other.name()))) {
            return new ClawHubConfig(null, null, "there is another ClawHub with the name " + name);
        }
        String url = line.path("url").asText("");
        return new ClawHubConfig(name, url, url.isBlank() ? "it has no url" : null);
    }
}
