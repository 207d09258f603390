package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.audit.AuditCheck;
import net.chingtech.ctos.format.audit.AuditLines;
import net.chingtech.ctos.format.audit.AuditVerdict;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.words.Moments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "audit",
        description = "What was done to this container, newest first; whether that record is whole; or a copy of it.",
        footer = {
            "",
            "verify works without a running container, too, and with FILE on a copy that",
            "was exported. A copy cannot say whether entries are missing at its end:",
            "compare the number of entries and the last digest with what you know.",
            "export writes the record as it is, one line of JSON for each entry, to FILE",
            "or to the standard output. When the record is broken, it writes every line",
            "all the same, says where and why, and ends with 1."
        })
final class AuditCommand extends HomeCommand {

    /** What to do with the record. */
    enum Action {
        SHOW,
        VERIFY,
        EXPORT
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "verify|export",
            defaultValue = "show",
            description = "Check the chain of digests, or copy the record.")
    private Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "A copy of the record.")
    private Path file;

    @Option(names = "--most", paramLabel = "N", defaultValue = "50", description = "At most so many entries.")
    private int most;

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            description = "The entries of this number and after, oldest first.")
    private Integer from;

    @Override
    void run() throws Exception {
        if (action == Action.SHOW && file != null || action != Action.SHOW && from != null) {
            throw new ParameterException(
                    spec().commandLine(), "FILE goes with verify and export, --from with neither.");
        }
        switch (action) {
            case VERIFY -> verify();
            case EXPORT -> export();
            default -> show();
        }
    }

    private void show() throws CommandFailed {
        JsonNode answer = client().get(from == null ? "audit?most=" + most : "audit?from=" + from + "&limit=" + most);
        if (json()) {
            printJson(answer);
            return;
        }
        answer.path("entries").forEach(this::entry);
        if (answer.has("next")) {
            say("more: ./ctos audit --from " + text(answer, "next"));
        }
    }

    /** The running container knows its newest entry best; a home that lies still, and a copy, speak for themselves. */
    private void verify() throws CommandFailed, IOException {
        JsonNode answer;
        if (file != null) {
            mustBeThere(file);
            answer = words(AuditCheck.exported(file));
        } else if (RunningContainer.isThere(home()) || !Files.isDirectory(home().root())) {
            answer = client().get("audit/verify");
        } else {
            answer = words(AuditCheck.ofHome(home().audit()));
        }
        if (json()) {
            printJson(answer);
        } else {
            say(text(answer, "detail"));
            if (answer.path("whole").asBoolean() && answer.has("last_digest")) {
                say("the last digest is " + text(answer, "last_digest"));
            }
        }
        if (!answer.path("whole").asBoolean()) {
            throw new CommandFailed(
                    "audit_broken",
                    "the record is broken at line " + text(answer, "first_broken"),
                    "Compare " + (file == null ? home().audit() : file) + " with a copy of it");
        }
    }

    private static JsonNode words(AuditVerdict verdict) {
        return Json.mapper().valueToTree(verdict);
    }

    private void export() throws CommandFailed, IOException {
        if (file == null) {
            // Nothing else goes to the standard output: it is the record.
            client().copy("audit/export", System.out);
            System.out.flush();
            JsonNode found = client().get("audit/verify");
            if (found.has("whole") && !found.path("whole").asBoolean()) {
                throw broken(
                        text(found, "detail") + "; the lines were written as they are",
                        "Keep what was written: it is evidence. Compare it with an earlier copy");
            }
            return;
        }
        Fields.mustBeNew(file);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            client().copy("audit/export", out);
        } catch (CommandFailed | IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        AuditVerdict verdict = AuditCheck.exported(file);
        if (!verdict.whole()) {
            long lines = lines(file);
            new Fields()
                    .with("file", file)
                    .with("lines", lines)
                    .with("first_broken", verdict.firstBroken())
                    .with("detail", verdict.detail())
                    .print(this, List.of());
            throw broken(
                    verdict.detail() + "; all " + lines + " lines are in " + file + " as they are",
                    "Keep the file: it is evidence. Compare it with an earlier copy");
        }
        new Fields()
                .with("file", file)
                .with("entries", verdict.entries())
                .with("last_digest", verdict.lastDigest())
                .print(this, List.of("Check it at any time: ./ctos audit verify " + file));
    }

    private static CommandFailed broken(String why, String nextStep) {
        return new CommandFailed("audit_broken", "the record is broken: " + why, nextStep);
    }

    private static long lines(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            AuditLines lines = new AuditLines(in);
            long count = 0;
            while (lines.next() != null) {
                count++;
            }
            return lines.torn() ? count + 1 : count;
        }
    }

    private static void mustBeThere(Path file) throws CommandFailed {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(
                    "file_missing", "there is no file " + file, "Name one that ./ctos audit export wrote");
        }
    }

    private void entry(JsonNode entry) {
        List<String> details = new ArrayList<>();
        entry.path("details")
                .fields()
                .forEachRemaining(
                        d -> details.add(d.getKey() + "=" + d.getValue().asText()));
        say(
                "%6s  %s  %-10s %-22s %s  %s",
                text(entry, "number"),
                Moments.second(text(entry, "at")),
                text(entry, "actor"),
                text(entry, "action"),
                text(entry, "subject"),
                String.join(" ", details));
    }
}
