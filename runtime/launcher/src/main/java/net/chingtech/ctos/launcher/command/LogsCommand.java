package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "The end of the container's log; or a skill's own log with what the container logged of it.")
final class LogsCommand extends HomeCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A skill.")
    private String id;

    @Option(names = "--hub", description = "The log of the hub instead.")
    private boolean hub;

    @Option(names = "--lines", paramLabel = "N", defaultValue = "100", description = "At most so many lines.")
    private int most;

    @Override
    void run() throws Exception {
        if (most < 1 || (hub && id != null)) {
            throw new ParameterException(
                    spec().commandLine(), "Name a skill or say --hub; --lines takes a number from 1 on.");
        }
        List<String> lines = id == null ? whole(hub ? "hub.log" : "container.log") : ofSkill(SkillId.parse(id));
        List<String> last = lines.subList(Math.max(0, lines.size() - most), lines.size());
        if (json()) {
            printJson(last);
        } else {
            // As they were written, moments too.
            last.forEach(out()::println);
        }
    }

    private List<String> whole(String name) throws CommandFailed, IOException {
        Path log = home().logs().resolve(name);
        if (!Files.isRegularFile(log)) {
            throw new CommandFailed(
                    "no_log", "there is no log at " + log, "Start the container with ./ctos run, or say --home DIR");
        }
        return LogRecord.lines(LogRecord.read(log));
    }

    /** What the skill wrote and what the container wrote of it, in the order of time. */
    private List<String> ofSkill(SkillId skill) throws CommandFailed, IOException {
        Path own = home().logs().resolve("skills").resolve(skill + ".log");
        List<LogRecord> records = new ArrayList<>(LogRecord.read(own.resolveSibling(own.getFileName() + ".1")));
        records.addAll(LogRecord.read(own));
        LogRecord.read(home().logs().resolve("container.log")).stream()
                .filter(record -> record.names(skill))
                .forEach(records::add);
        if (records.isEmpty()) {
            throw new CommandFailed(
                    "no_log", "nothing is logged of " + skill, "./ctos list shows the installed skills");
        }
        records.sort(Comparator.comparing(LogRecord::at));
        return LogRecord.lines(records);
    }
}
