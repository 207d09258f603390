package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "offline",
        description = "Have the running container ask no hub at all, until it may again; that outlasts its starts.")
final class HubOfflineCommand extends HomeCommand {

    @Parameters(arity = "0..1", paramLabel = "on|off", description = "Without it: says how it is.")
    private String wanted;

    @Override
    void run() throws Exception {
        if (wanted != null && !wanted.equals("on") && !wanted.equals("off")) {
            throw new ParameterException(spec().commandLine(), wanted + " is neither on nor off.");
        }
        JsonNode answer = wanted == null
                ? client().get("status")
                : client().put("trust/offline", Map.of("offline", wanted.equals("on")));
        boolean offline = answer.path("offline").asBoolean();
        if (json()) {
            printJson(Map.of("offline", offline));
        } else if (offline) {
            say("offline: no hub is asked for skills, updates or revocations, until ./ctos hub offline off");
            say("what is installed goes on working, and files can be installed");
        } else {
            say("online: the hubs are asked");
        }
    }
}
