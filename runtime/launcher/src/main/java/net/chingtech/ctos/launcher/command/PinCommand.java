package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pin",
        description = "Hold a skill at its version, so that nothing and nobody updates it; or let it go.")
final class PinCommand extends HomeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Option(names = "--off", description = "Let it go.")
    private boolean off;

    @Override
    void run() throws Exception {
        JsonNode skill = client().put("skills/" + ContainerClient.quoted(id) + "/pin", Map.of("pinned", !off));
        if (json()) {
            printJson(skill);
        } else {
            say(
                    skill.path("pinned").asBoolean()
                            ? id + " is held at " + text(skill, "version") + "; let it go with ./ctos pin " + id
                                    + " --off"
                            : id + " is not held: updates come as its policy says (./ctos policy " + id + ")");
        }
    }
}
