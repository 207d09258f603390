package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.ImportText;
import net.chingtech.ctos.launcher.rest.InstalledText;
import net.chingtech.ctos.launcher.rest.TaskWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Take over legacy skills from a folder: of the clawhub command, of Ching Tech OS, or just skills.",
            "Each is planned and installed by itself, or updated when an older one came from a folder; one that fails",
            "stops no other. The folder stays as it is."
        })
final class ImportCommand extends HomeCommand {

    @Parameters(paramLabel = "FOLDER", description = "On the machine of the container.")
    private Path folder;

    @Option(names = "--dry-run", description = "Only say what is there.")
    private boolean dryRun;

    @Mixin
    private Consent consent;

    @Override
    void run() throws Exception {
        if (folder.toString().isEmpty()) {
            throw new ParameterException(spec().commandLine(), "Name a folder; . is the one that you are in.");
        }
        ContainerClient client = client();
        JsonNode looked = looked(client);
        InstalledText installed = new InstalledText(client.get("skills"));
        if (!json()) {
            ImportText.lines(looked.path("skills"), installed).forEach(this::say);
            out().flush();
        }
        if (dryRun) {
            if (json()) {
                printJson(looked);
            }
            return;
        }
        List<Map<String, Object>> results = new ArrayList<>();
        TakeOver takeOver = new TakeOver(this, client, consent);
        int failed = 0;
        int already = 0;
        for (JsonNode found : looked.path("skills")) {
            TakeOver.Outcome outcome = found.hasNonNull("problem")
                    ? TakeOver.Outcome.failed(ImportText.problem(found.path("problem")))
                    : takeOver.of(found);
            failed += outcome.problem() == null ? 0 : 1;
            already += outcome.already() ? 1 : 0;
            results.add(result(found, outcome));
        }
        if (json()) {
            printJson(Map.of("skills", results));
        } else {
            say(results.size() - failed - already + " of " + results.size() + " skills were taken over"
                    + (already == 0 ? "" : ", " + already + (already == 1 ? " was" : " were") + " already there"));
        }
        if (failed > 0) {
            throw new CommandFailed(
                    "import_incomplete",
                    failed + " of " + results.size() + " skills were not taken over",
                    "See above why; ./ctos import again takes what is left");
        }
    }

    private JsonNode looked(ContainerClient client) throws CommandFailed {
        Map<String, String> wanted =
                Map.of("folder", folder.toAbsolutePath().normalize().toString());
        JsonNode looking = new Turns(this, client)
                .take(
                        task -> text(task, "action").equals("import"),
                        () -> Followed.toItsEnd(this, client, () -> client.post("imports", wanted)));
        TaskWatch.orThrow(looking);
        return client.get("imports/" + ContainerClient.quoted(text(looking, "task_id")));
    }

    private static Map<String, Object> result(JsonNode found, TakeOver.Outcome outcome) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("folder", text(found, "folder"));
        result.put("id", text(found, "id"));
        result.put("version", text(found, "version"));
        result.put("state", text(found, "state"));
        result.put("taken", outcome.problem() == null && !outcome.already());
        result.put("already", outcome.already());
        if (outcome.problem() != null) {
            result.put("problem", outcome.problem());
        }
        return result;
    }
}
