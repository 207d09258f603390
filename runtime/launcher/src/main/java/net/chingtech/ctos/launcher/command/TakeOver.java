package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.InstalledText;
import net.chingtech.ctos.launcher.rest.InstalledText.Standing;

/** Takes one skill that was found in a folder: installs it, or updates what came from there before. */
final class TakeOver {

    private final HomeCommand command;
    private final ContainerClient client;
    private final Consent consent;

    /**
     * What became of one.
     *
     * @param already whether there was nothing to do
     * @param problem why it was not taken, or null
     */
    record Outcome(boolean already, Problem problem) {
        static Outcome failed(Problem problem) {
            return new Outcome(false, problem);
        }
    }

    TakeOver(HomeCommand command, ContainerClient client, Consent consent) {
        this.command = command;
        this.client = client;
        this.consent = consent;
    }

    /** Says what it does, unless JSON is wanted. */
    Outcome of(JsonNode found) {
        try {
            // What is installed is asked for each time anew: whoever it waited for may have brought the same.
            return new Turns(command, client)
                    .take(task -> !HomeCommand.text(task, "action").equals("import"), () -> now(found));
        } catch (CommandFailed e) {
            if (!command.json()) {
                command.say("  not taken over: " + e.problem().detail() + " ("
                        + e.problem().code() + ")");
                command.say("  next: " + e.problem().nextStep());
                command.out().flush();
            }
            return Outcome.failed(e.problem());
        }
    }

    private Outcome now(JsonNode found) throws CommandFailed {
        String id = HomeCommand.text(found, "id");
        String version = HomeCommand.text(found, "version");
        InstalledText installed = new InstalledText(client.get("skills"));
        Standing standing = installed.of(found);
        if (standing == Standing.SAME || standing == Standing.OLDER) {
            return new Outcome(true, null);
        }
        if (standing == Standing.DIFFERENT) {
            throw new CommandFailed(
                    "folder_differs",
                    id + " " + version + " is installed already, and the files in the folder differ from that",
                    "Give it a higher version: in its SKILL.md, then import the folder again; what is installed stays"
                            + " as it was");
        }
        Map<String, Object> change;
        if (standing == Standing.NEWER) {
            change = ChangeCommand.change("update", id, version);
        } else {
            change = ChangeCommand.change("install", id, version);
            change.put("source", HomeCommand.text(found, "source"));
        }
        ChangeCommand.carryOut(command, client, change, consent, task -> {});
        return new Outcome(false, null);
    }
}
