package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.MigrationText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "migrate",
        description = "Put what follows legacy skills into their places, with their values and data; or undo that.")
final class MigrateCommand extends HomeCommand {

    /** One of the three. */
    static final class Mode {
        @Option(names = "--dry-run", description = "Say what would happen to each legacy skill, and touch nothing.")
        private boolean dryRun;

        @Option(names = "--apply", description = "Migrate the named skills, or all that can be, each by itself.")
        private boolean apply;

        @Option(names = "--undo", description = "Bring the named skills back, within 30 days.")
        private boolean undo;
    }

    @ArgGroup(multiplicity = "1")
    private Mode mode;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The legacy skills; to undo also what follows them.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private Consent consent;

    @Override
    void run() throws Exception {
        if (mode.undo && ids.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "Name the skills that are to come back.");
        }
        ContainerClient client = client();
        if (mode.dryRun) {
            report(client);
            return;
        }
        String action = mode.undo ? "undo_migration" : "migrate";
        if (ids.isEmpty()) {
            all(client);
        } else if (ids.size() == 1) {
            ChangeCommand.carryOut(this, client, ChangeCommand.change(action, ids.get(0), null), consent);
        } else {
            each(client, action);
        }
    }

    /** What was called ready and is left all the same, such as the second of two with one follower, is a failure. */
    private void all(ContainerClient client) throws CommandFailed {
        Set<String> ready = new LinkedHashSet<>();
        client.get("migration").path("skills").forEach(skill -> {
            if (MigrationText.isReady(skill)) {
                ready.add(text(skill, "id"));
            }
        });
        ChangeCommand.carryOut(this, client, ChangeCommand.change("migrate", null, null), consent);
        Set<String> installed = new HashSet<>();
        client.get("skills").path("skills").forEach(skill -> installed.add(text(skill, "id")));
        ready.retainAll(installed);
        if (!ready.isEmpty()) {
            throw new CommandFailed(
                    "migration_incomplete",
                    "not migrated, though it could be: " + String.join(", ", ready),
                    "The plan above says why; ./ctos migrate --dry-run says what can be done now");
        }
    }

    /** One that fails keeps no other from its turn; the first failure is what the command ends with. */
    private void each(ContainerClient client, String action) throws CommandFailed {
        CommandFailed first = null;
        for (String id : ids) {
            try {
                ChangeCommand.carryOut(this, client, ChangeCommand.change(action, id, null), consent);
            } catch (CommandFailed e) {
                if (first == null) {
                    first = e;
                }
                if (!json()) {
                    say("! " + id + ": " + e.problem().detail());
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void report(ContainerClient client) throws CommandFailed {
        JsonNode answer = client.get("migration");
        List<JsonNode> skills = named(answer.path("skills"));
        List<JsonNode> done = named(answer.path("done"));
        if (json()) {
            printJson(Map.of("skills", skills, "done", done));
            return;
        }
        for (String id : ids) {
            boolean known = skills.stream().anyMatch(one -> text(one, "id").equals(id))
                    || done.stream().anyMatch(one -> text(one, "id").equals(id));
            if (!known) {
                throw new CommandFailed(
                        "not_installed",
                        id + " is no legacy skill that is installed, or was migrated",
                        "See all of them with ./ctos migrate --dry-run");
            }
        }
        MigrationText.lines(skills, done, !ids.isEmpty()).forEach(this::say);
    }

    private List<JsonNode> named(JsonNode all) {
        List<JsonNode> named = new ArrayList<>();
        all.forEach(one -> {
            if (ids.isEmpty() || ids.contains(text(one, "id"))) {
                named.add(one);
            }
        });
        return named;
    }
}
