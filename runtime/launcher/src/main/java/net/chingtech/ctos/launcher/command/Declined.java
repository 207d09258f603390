package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.launcher.rest.Approval;

/** What a change asked for and did not get, and how it can be granted later. */
final class Declined {

    private Declined() {}

    /** @param agreed what was sent as the yes to the plan */
    static List<String> lines(JsonNode plan, Map<String, Object> agreed) {
        List<String> lines = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            String id = item.path("id").asText();
            Object granted = ((Map<?, ?>) agreed.get("accept")).get(Approval.key(item));
            for (JsonNode asked : item.path("optional_permissions")) {
                String name = asked.path("permission").asText();
                if (granted instanceof List<?> names && !names.contains(name)) {
                    lines.add("not granted: " + asked.path("words").asText() + "; if you like: ./ctos grant " + id + " "
                            + name);
                }
            }
        }
        return lines;
    }
}
