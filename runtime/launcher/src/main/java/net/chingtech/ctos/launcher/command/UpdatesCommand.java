package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(name = "updates", description = "Ask the sources for newer releases of what is installed.")
final class UpdatesCommand extends HomeCommand {

    @Override
    void run() throws Exception {
        JsonNode check = client().post("updates/check", Map.of());
        if (json()) {
            printJson(check);
            return;
        }
        Answers.sayUpdates(check.path("updates"), check.path("failed"), this::say);
        Answers.sayFailures(check.path("failed"), this::say);
    }
}
