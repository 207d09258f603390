package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.Locale;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.PolicyText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "policy",
        description = "Which updates come by themselves, and when: for all skills, or for one; or choose it.",
        footer = {
            "",
            "Major versions, new permissions or reach, new dependencies and changed keys",
            "always ask, whatever is chosen. A skill's own policy goes before the",
            "container's, value by value."
        })
final class PolicyCommand extends HomeCommand {

    private static final int LONGEST_AGE = 24 * 366;

    /** Whether an update comes by itself. */
    enum Mode {
        SILENT,
        ASK
    }

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The skill; without it, the container's policy.")
    private String id;

    @Option(names = "--security", paramLabel = "silent|ask", description = "Releases that mend a vulnerability.")
    private Mode security;

    @Option(names = "--patch", paramLabel = "silent|ask", description = "Patch releases.")
    private Mode patch;

    @Option(names = "--minor", paramLabel = "silent|ask", description = "Minor releases.")
    private Mode minor;

    @Option(names = "--age", paramLabel = "HOURS", description = "How old a release must be before it comes by itself.")
    private Integer age;

    @Option(
            names = "--window",
            paramLabel = "WINDOW",
            description = "The only time for updates that come by themselves, such as \"SAT,SUN 01:00-05:00"
                    + " Asia/Taipei\"; none takes it away.")
    private String window;

    @Option(names = "--inherit", description = "With a skill: nothing of its own, before the other options.")
    private boolean inherit;

    @Override
    void run() throws Exception {
        if (inherit && id == null) {
            throw usage("--inherit goes with a skill.");
        }
        if (age != null && (age < 0 || age > LONGEST_AGE)) {
            throw usage("--age is a whole number of hours from 0 to " + LONGEST_AGE + ".");
        }
        ContainerClient client = client();
        JsonNode container = client.get("policy");
        String path = id == null ? "policy" : "skills/" + ContainerClient.quoted(id);
        JsonNode own = id == null ? container : client.get(path).path("policy");
        ObjectNode wanted = inherit || !own.isObject() ? Json.mapper().createObjectNode() : own.deepCopy();
        if (choose(wanted) || inherit) {
            JsonNode answer = client.put(id == null ? path : path + "/policy", wanted);
            own = id == null ? answer : answer.path("policy");
            container = id == null ? answer : container;
        }
        if (json()) {
            printJson(own);
        } else {
            PolicyText.lines(own, id == null ? null : container).forEach(this::say);
        }
    }

    /** Whether anything was chosen. */
    private boolean choose(ObjectNode policy) {
        boolean mode =
                choose(policy, "security", security) | choose(policy, "patch", patch) | choose(policy, "minor", minor);
        if (age != null) {
            policy.put("release_age_hours", age);
        }
        if (window != null && window.strip().equalsIgnoreCase("none")) {
            policy.remove("window");
        } else if (window != null) {
            try {
                policy.set("window", Json.mapper().valueToTree(WindowText.parse(window, ZoneId.systemDefault())));
            } catch (IllegalArgumentException e) {
                throw usage("--window: " + e.getMessage() + ".");
            }
        }
        return mode || age != null || window != null;
    }

    private static boolean choose(ObjectNode policy, String name, Mode mode) {
        if (mode != null) {
            policy.put(name, mode.name().toLowerCase(Locale.ROOT));
        }
        return mode != null;
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec().commandLine(), words);
    }
}
