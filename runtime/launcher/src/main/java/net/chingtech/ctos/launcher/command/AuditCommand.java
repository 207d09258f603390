package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        description = "What was done to this container, newest first; or whether that record is whole.")
final class AuditCommand extends HomeCommand {

    /** What to do with the record. */
    enum Action {
        SHOW,
        VERIFY
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "verify",
            defaultValue = "show",
            description = "Check the chain of digests.")
    private Action action;

    @Option(names = "--most", paramLabel = "N", defaultValue = "50", description = "At most so many entries.")
    private int most;

    @Override
    void run() throws Exception {
        JsonNode answer = client().get(action == Action.VERIFY ? "audit/verify" : "audit?most=" + most);
        if (json()) {
            printJson(answer);
        } else if (action == Action.VERIFY) {
            say(text(answer, "detail"));
        } else {
            answer.path("entries").forEach(this::entry);
        }
        if (action == Action.VERIFY && !answer.path("whole").asBoolean()) {
            throw new CommandFailed(
                    "audit_broken",
                    "the record is broken at entry " + text(answer, "first_broken"),
                    "Compare audit/log.jsonl with a copy of it");
        }
    }

    private void entry(JsonNode entry) {
        List<String> details = new ArrayList<>();
        entry.path("details")
                .fields()
                .forEachRemaining(
                        d -> details.add(d.getKey() + "=" + d.getValue().asText()));
        say(
                "%s  %-10s %-22s %s  %s",
                text(entry, "at"),
                text(entry, "actor"),
                text(entry, "action"),
                text(entry, "subject"),
                String.join(" ", details));
    }
}
