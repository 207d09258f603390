package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.PolicyText;
import picocli.CommandLine.Command;

@Command(
        name = "updates",
        description = "Ask the sources for newer releases of what is installed; which come by themselves, and when.")
final class UpdatesCommand extends HomeCommand {

    @Override
    void run() throws Exception {
        ContainerClient client = client();
        JsonNode check = client.post("updates/check", Map.of());
        if (json()) {
            printJson(check);
        } else {
            sayUpdates(client, check);
        }
        Answers.refuseSilence(check.path("updates").size(), check.path("failed"));
    }

    private void sayUpdates(ContainerClient client, JsonNode check) throws CommandFailed {
        JsonNode container = check.path("updates").isEmpty() ? MissingNode.getInstance() : client.get("policy");
        Map<String, JsonNode> own = new HashMap<>();
        if (!container.isMissingNode()) {
            client.get("skills").path("skills").forEach(skill -> own.put(text(skill, "id"), skill.path("policy")));
        }
        Answers.sayUpdates(
                check.path("updates"),
                check.path("failed"),
                id -> PolicyText.when(own.getOrDefault(id, MissingNode.getInstance()), container),
                this::say);
        Answers.sayFailures(check.path("failed"), this::say);
    }
}
