package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.Approval;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.TrustText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "trust",
        description = "Show whom this container trusts for what, or forget where a skill that was removed is at home.")
final class TrustCommand extends HomeCommand {

    /** What to do. */
    enum Action {
        SHOW,
        FORGET
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = "show",
            paramLabel = "ACTION",
            description = "show, or forget.")
    private Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The skill to forget.")
    private String id;

    @Option(names = "--yes", description = "Forget without being asked.")
    private boolean yes;

    @Override
    void run() throws Exception {
        if ((action == Action.FORGET) != (id != null)) {
            throw new ParameterException(
                    spec().commandLine(), id == null ? "Forget which skill?" : "A skill goes with forget only.");
        }
        ContainerClient client = client();
        JsonNode trust = client.get("trust");
        if (action == Action.FORGET) {
            forget(client, trust.path("pins"));
        } else if (json()) {
            printJson(trust);
        } else {
            show(trust);
        }
    }

    private void show(JsonNode trust) {
        say("Skills come from:");
        for (JsonNode source : trust.path("sources")) {
            say("  " + TrustText.source(source));
            if (source.hasNonNull("problem")) {
                say("    ! " + text(source.path("problem"), "detail") + " "
                        + text(source.path("problem"), "next_step"));
            }
        }
        if (trust.path("pins").isEmpty()) {
            say("No id is bound to a place and a key yet.");
        }
        pins("Each of these comes from one place only, and is signed with one key:", trust.path("pins"), false);
        pins("Each of these is signed by nobody, and comes from one place only:", trust.path("pins"), true);
    }

    private void pins(String title, JsonNode all, boolean legacy) {
        String head = title;
        for (JsonNode pin : all) {
            if (isLegacy(pin) != legacy) {
                continue;
            }
            if (head != null) {
                say(head);
                head = null;
            }
            say("  " + text(pin, "id") + "  from " + text(pin, "source") + " since "
                    + TrustText.time(text(pin, "since")));
            if (legacy) {
                say("    publisher  " + text(pin, "publisher") + ", as its place says");
                say("    place      " + TrustText.fingerprint(text(pin, "key_id")));
                continue;
            }
            say("    publisher  " + text(pin, "publisher"));
            say("    key        " + TrustText.fingerprint(text(pin, "key_id")));
            say("    authority  "
                    + (pin.hasNonNull("authority")
                            ? TrustText.fingerprint(text(pin, "authority"))
                            : "none known: nobody vouched for the publisher when this was written down"));
        }
    }

    private static boolean isLegacy(JsonNode pin) {
        return text(pin, "id").startsWith(SkillId.LEGACY + ".");
    }

    private void forget(ContainerClient client, JsonNode pins) throws CommandFailed {
        JsonNode pin = null;
        for (JsonNode one : pins) {
            pin = text(one, "id").equals(id) ? one : pin;
        }
        if (pin == null) {
            throw new CommandFailed("pin_unknown", id + " is at home nowhere here", "See ./ctos trust");
        }
        if (!json()) {
            say("Forgetting where " + id + " is at home means two things:");
            say("  1. It can then be installed from any source and by any publisher, not only from "
                    + text(pin, "source") + " by " + text(pin, "publisher") + ".");
            say("  2. The "
                    + (isLegacy(pin)
                            ? "place that its next installation comes from"
                            : "key that signed its next installation")
                    + " is taken as it comes, and not compared with "
                    + TrustText.fingerprint(text(pin, "key_id")) + ".");
            out().flush();
        }
        if (!yes) {
            Approval.Question question = json() ? null : Terminal.question(out());
            if (question == null) {
                throw new CommandFailed(
                        "consent_missing",
                        "nobody can be asked here, and nothing was forgotten",
                        "Add --yes to agree to both");
            }
            if (!question.yes("Forget it?")) {
                throw new CommandFailed("declined", "nothing was changed", "");
            }
        }
        client.delete("trust/pins/" + ContainerClient.quoted(id));
        if (json()) {
            printJson(Map.of("forgotten", id));
        } else {
            say("forgotten: " + id);
        }
    }
}
