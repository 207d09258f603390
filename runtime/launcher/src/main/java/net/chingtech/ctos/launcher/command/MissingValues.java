package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.Approval;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.EnvironmentText;

/** Values that a changed skill may read and nobody has set: it runs without them, and would answer oddly. */
final class MissingValues {

    private MissingValues() {}

    /** @param agreed what was sent as the yes to the plan */
    static List<String> lines(ContainerClient client, JsonNode plan, Map<String, Object> agreed) throws CommandFailed {
        List<String> lines = new ArrayList<>();
        for (JsonNode item : plan.path("items")) {
            Object granted = ((Map<?, ?>) agreed.get("accept")).get(Approval.key(item));
            if (granted instanceof List<?> names
                    && names.stream().anyMatch(name -> EnvironmentText.isValue(String.valueOf(name)))) {
                String id = item.path("id").asText();
                lines.addAll(EnvironmentText.missing(client.get("skills/" + ContainerClient.quoted(id))));
            }
        }
        return lines;
    }
}
