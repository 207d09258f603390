package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.HomeCheck;
import net.chingtech.ctos.launcher.rest.HostText;
import net.chingtech.ctos.launcher.rest.TrustText;
import picocli.CommandLine.Command;

@Command(name = "doctor", description = "Look over the home and the running container, and say what is wrong.")
final class DoctorCommand extends HomeCommand {

    private static final int FIRST_UNSECURED_JAVA = 24;

    private final List<Map<String, Object>> findings = new ArrayList<>();

    @Override
    void run() throws Exception {
        add(
                "java",
                true,
                "Java " + Runtime.version()
                        + (Runtime.version().feature() < FIRST_UNSECURED_JAVA
                                ? " has the security layer: official skills run in the container's framework"
                                : " has no security layer: every skill runs in a process of its own"));
        checkHome();
        checkSecrets();
        checkContainer();
        if (json()) {
            printJson(Map.of("findings", findings));
        } else {
            findings.forEach(
                    f -> say("%-4s %-10s %s", (boolean) f.get("ok") ? "ok" : "!", f.get("what"), f.get("detail")));
        }
        if (findings.stream().anyMatch(finding -> !(boolean) finding.get("ok"))) {
            throw new CommandFailed("not_well", "something needs a look", "See the lines marked with !");
        }
    }

    private void checkHome() {
        try {
            HomeCheck.check(home());
            add("home", true, home().toString());
        } catch (CommandFailed e) {
            add("home", false, e.problem().detail());
        }
    }

    private void checkSecrets() throws Exception {
        Path folder = home().root().resolve("secrets");
        if (!Files.isDirectory(folder)) {
            add("secrets", false, "there are none yet; the first ./ctos run makes them");
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String rights = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                boolean closed = rights.endsWith("------");
                add(
                        "secrets",
                        closed,
                        file.getFileName() + (closed ? "" : " may be read by others: chmod 600 " + file));
            }
        }
    }

    private void checkContainer() {
        try {
            JsonNode status = client().get("status");
            // One search asks every source.
            JsonNode failed = client().get("catalogue?per_page=1").path("failed");
            add("container", true, text(status, "state") + " at " + text(status, "url"));
            status.path("hosts").forEach(host -> checkHost(host, status.path("hosts")));
            status.path("sources").forEach(this::checkSource);
            failed.forEach(source ->
                    add("source", false, text(source, "source") + ": " + text(source.path("problem"), "detail")));
            for (JsonNode skill : client().get("skills").path("skills")) {
                checkSkill(skill);
            }
            for (JsonNode alert : UnreadAlerts.of(client()).alerts()) {
                add(
                        "alert",
                        text(alert, "level").equals("notice"),
                        text(alert.path("problem"), "detail") + " " + text(alert.path("problem"), "next_step")
                                + " Read? ./ctos alerts --read " + text(alert, "id"));
            }
        } catch (CommandFailed e) {
            add("container", false, e.problem().detail());
        }
    }

    private void checkSource(JsonNode source) {
        boolean good = !source.hasNonNull("problem");
        add(
                "hub",
                good,
                TrustText.source(source)
                        + (good
                                ? ""
                                : ". " + text(source.path("problem"), "detail") + " "
                                        + text(source.path("problem"), "next_step")));
    }

    private void checkHost(JsonNode host, JsonNode all) {
        String name = text(host, "level").replace('_', ' ') + ": ";
        if (!host.path("available").asBoolean()) {
            // On a Java without the security layer there is nothing to mend, as long as processes can be had.
            boolean expected = text(host, "code").equals("host_unavailable_java") && isThere("process", all);
            add("host", expected, name + "runs no skills. " + text(host, "detail"));
            return;
        }
        boolean isolates = host.path("isolates_files").asBoolean();
        add(
                "host",
                isolates,
                name + "ready, held by " + HostText.heldBy(text(host, "sandbox"))
                        + (isolates
                                ? "; a skill reaches no files of this machine but its own"
                                : "; nothing keeps a skill from the files of this machine, so that only official skills run"
                                        + " without --weaker-host: install the Debian package bubblewrap, and start the"
                                        + " container again without --sandbox"));
        host.path("cannot_stop").forEach(one -> add("host", true, name + "does not stop: " + one.asText()));
    }

    private static boolean isThere(String level, JsonNode hosts) {
        for (JsonNode host : hosts) {
            if (text(host, "level").equals(level) && host.path("available").asBoolean()) {
                return true;
            }
        }
        return false;
    }

    private void checkSkill(JsonNode skill) {
        String problem = skill.hasNonNull("problem")
                ? ". " + text(skill.path("problem"), "detail") + " " + text(skill.path("problem"), "next_step")
                : "";
        add(
                "skill",
                text(skill, "status").equals("active"),
                text(skill, "id") + " " + text(skill, "version") + ": " + text(skill, "status") + ", "
                        + HostText.of(skill) + problem);
    }

    private void add(String what, boolean ok, String detail) {
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("what", what);
        finding.put("ok", ok);
        finding.put("detail", detail);
        findings.add(finding);
    }
}
