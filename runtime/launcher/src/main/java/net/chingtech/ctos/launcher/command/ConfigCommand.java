package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.EnvironmentText;
import net.chingtech.ctos.launcher.rest.SettingsText;
import net.chingtech.ctos.launcher.rest.TaskWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Naming a value is the yes to it: the skill starts again with it, and goes on with the old ones when it is not well. */
@Command(
        name = "config",
        description = "What can be set for a skill, and what was; or set it.",
        footer = {
            "",
            "The skill starts again with its new settings while its callers wait, and",
            "keeps the old ones when it is not well with them. A list is given by naming",
            "it once for each value: to=a to=b. A name that two groups have is written",
            "GROUP/NAME. --file replaces all values but secrets:",
            "  {\"GROUP\": {\"NAME\": value}}"
        })
final class ConfigCommand extends HomeCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The skill.")
    private String id;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME=VALUE", description = "Set this.")
    private List<String> assigned = new ArrayList<>();

    @Option(names = "--unset", paramLabel = "NAME", description = "Let its default hold again (may be repeated).")
    private List<String> unset = new ArrayList<>();

    @Option(names = "--file", paramLabel = "FILE", description = "Take all values from this JSON file; - is the input.")
    private Path file;

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description = "Set this secret (may be repeated): it is asked for without being shown, or read from"
                    + " --secret-file or --secret-stdin.")
    private List<String> secrets = new ArrayList<>();

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Holds the value of the one --secret (mode 0600).")
    private Path secretFile;

    @Option(names = "--secret-stdin", description = "Read the value of the one --secret from the standard input.")
    private boolean fromInput;

    @Override
    void run() throws Exception {
        boolean given = secretFile != null || fromInput;
        if (given && (secrets.size() != 1 || secretFile != null && fromInput)) {
            throw usage("--secret-file or --secret-stdin goes with exactly one --secret.");
        }
        if (fromInput && file != null && file.toString().equals("-")) {
            throw usage("The standard input is either the file or the secret.");
        }
        ContainerClient client = client();
        String skill = "skills/" + ContainerClient.quoted(id);
        String path = skill + "/config";
        JsonNode view = client.get(path);
        if (assigned.isEmpty() && unset.isEmpty() && secrets.isEmpty() && file == null) {
            show(view, client.get(skill));
            return;
        }
        Map<String, Object> body = Map.of("values", wanted(view, client.get(skill)));
        JsonNode task = Followed.toItsEnd(this, client, () -> client.put(path, body));
        if (json()) {
            printJson(task);
        }
        TaskWatch.orThrow(task);
        if (!json()) {
            show(client.get(path), client.get(skill));
        }
    }

    private Map<String, Map<String, Object>> wanted(JsonNode view, JsonNode skill) throws Exception {
        noValues(view, skill);
        WantedSettings wanted = new WantedSettings(view);
        try {
            if (file != null) {
                wanted.replace(SettingsFile.read(file, System.in, view));
            }
            Map<String, List<String>> byName = new LinkedHashMap<>();
            for (String one : assigned) {
                int equals = one.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(one + " is not NAME=VALUE");
                }
                byName.computeIfAbsent(one.substring(0, equals), name -> new ArrayList<>())
                        .add(one.substring(equals + 1));
            }
            byName.forEach(wanted::set);
            unset.forEach(wanted::unset);
            // All names are looked at before anybody is asked for a secret.
            secrets.forEach(wanted::mustBeSecret);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage() + ".");
        }
        for (String name : secrets) {
            wanted.secret(name, secret(name));
        }
        return wanted.values();
    }

    /** Values of permissions look like settings to whoever sets them. */
    private void noValues(JsonNode view, JsonNode skill) {
        List<String> named = new ArrayList<>(secrets);
        named.addAll(unset);
        assigned.forEach(one -> named.add(one.replaceFirst("=.*", "")));
        for (String name : named) {
            String instead = EnvironmentText.instead(skill, name);
            if (instead != null && !WantedSettings.has(view, name)) {
                throw usage(instead + ".");
            }
        }
    }

    private String secret(String name) throws Exception {
        String value = secretFile != null ? SettingsFile.secret(secretFile) : SecretValue.ask(name, fromInput);
        if (value == null || value.isEmpty()) {
            throw new CommandFailed(
                    "value_missing",
                    "there is no value of the secret " + name,
                    "Type it at a terminal, name a file with --secret-file, or pipe it in with --secret-stdin;"
                            + " to remove the secret: ./ctos config " + id + " --unset " + name);
        }
        return value;
    }

    private void show(JsonNode view, JsonNode skill) {
        if (json()) {
            printJson(view);
            return;
        }
        List<String> values = EnvironmentText.lines(skill);
        SettingsText.lines(view, values.isEmpty()).forEach(this::say);
        values.forEach(this::say);
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec().commandLine(), words);
    }
}
