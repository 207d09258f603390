package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.HostText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Naming a permission here is the yes to it: nothing more is asked but the value of an {@code env:NAME}. */
@Command(
        name = "grant",
        description = "Show what a skill may do; grant its optional permissions, or take them back, at once.")
final class GrantCommand extends HomeCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The skill.")
    private String id;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PERMISSION",
            description = "Grant these; for env:NAME its value is asked for, too.")
    private List<String> granted = new ArrayList<>();

    @Option(names = "--take-back", paramLabel = "PERMISSION", description = "Take this one back (may be repeated).")
    private List<String> takenBack = new ArrayList<>();

    @Option(names = "--value-stdin", description = "Read the value of the one env:NAME from the standard input.")
    private boolean fromInput;

    @Override
    void run() throws Exception {
        Set<SkillPermission> give = parsed(granted);
        Set<SkillPermission> take = parsed(takenBack);
        long values =
                give.stream().filter(SkillPermission.Env.class::isInstance).count();
        if (!Collections.disjoint(give, take) || (fromInput && values != 1)) {
            throw new ParameterException(
                    spec().commandLine(),
                    fromInput ? "--value-stdin goes with exactly one env:NAME." : "Grant it or take it back?");
        }
        String path = "skills/" + ContainerClient.quoted(id);
        JsonNode skill = client().get(path);
        if (!give.isEmpty() || !take.isEmpty()) {
            change(path, skill, give, take);
            skill = client().get(path);
        }
        if (json()) {
            printJson(skill);
        } else {
            show(skill);
        }
    }

    private void change(String path, JsonNode skill, Set<SkillPermission> give, Set<SkillPermission> take)
            throws Exception {
        Set<String> needed = names(skill.path("permissions"));
        Set<String> optional = names(skill.path("optional_permissions"));
        Set<String> wanted = names(skill.path("grants"));
        wanted.retainAll(optional);
        for (SkillPermission permission : give) {
            // A value can be set for a needed env:NAME, which is granted anyway.
            if (!needed.contains(permission.name())) {
                wanted.add(permission.name());
            }
        }
        for (SkillPermission permission : take) {
            if (needed.contains(permission.name())) {
                throw new CommandFailed(
                        "permission_needed",
                        id + " needs " + permission.name() + " (" + permission.plainWords() + ")",
                        "To take it back, uninstall the skill");
            }
            wanted.remove(permission.name());
        }
        for (SkillPermission permission : give) {
            if (permission instanceof SkillPermission.Env env) {
                give(path, skill, env.variable());
            }
        }
        client().put(path + "/grants", Map.of("granted", wanted));
        for (SkillPermission permission : take) {
            if (permission instanceof SkillPermission.Env env && optional.contains(env.name())) {
                client().put(path + "/env/" + env.variable(), Collections.singletonMap("value", null));
            }
        }
    }

    private void give(String path, JsonNode skill, String variable) throws Exception {
        String value = SecretValue.ask(variable, fromInput);
        if (fromInput && value.isEmpty()) {
            // What came through a pipe may have failed before it: the present value is worth more.
            throw new CommandFailed(
                    "value_missing",
                    "the standard input holds no value of " + variable,
                    "Check what writes it; to remove the value: ./ctos grant ID --take-back env:" + variable);
        }
        if (value != null) {
            client().put(path + "/env/" + variable, Map.of("value", value));
        } else if (!names(skill.path("env_set")).contains(variable)) {
            throw new CommandFailed(
                    "value_missing",
                    "nobody can be asked here for the value of " + variable,
                    "Give it on the standard input with --value-stdin");
        }
    }

    private void show(JsonNode skill) {
        say(text(skill, "name") + " " + text(skill, "version") + "  " + text(skill, "id"));
        say("runs " + HostText.of(skill));
        Set<String> granted = names(skill.path("grants"));
        Set<String> optional = names(skill.path("optional_permissions"));
        list("It may, as long as it is installed:", names(skill.path("permissions")), skill);
        list("You granted it, and can take back:", retained(optional, granted, true), skill);
        list("It would like to, and may not:", retained(optional, granted, false), skill);
        if (skill.path("permissions").isEmpty() && optional.isEmpty()) {
            say("It asks for nothing but its own data folder and its own log.");
        }
    }

    private void list(String title, Set<String> names, JsonNode skill) {
        if (names.isEmpty()) {
            return;
        }
        say(title);
        for (String name : names) {
            String value = "";
            if (name.startsWith("env:")) {
                boolean set = names(skill.path("env_set")).contains(name.substring("env:".length()));
                value = set ? "  (its value is set)" : "  (no value is set)";
            }
            say("  %-52s %s%s", Words.of(name), name, value);
        }
    }

    private static Set<String> retained(Set<String> all, Set<String> granted, boolean with) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeIf(name -> granted.contains(name) != with);
        return rest;
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Set<SkillPermission> parsed(List<String> names) throws FormatException {
        Set<SkillPermission> permissions = new LinkedHashSet<>();
        for (String name : names) {
            permissions.add(SkillPermission.parse(name));
        }
        return permissions;
    }
}
