package net.chingtech.ctos.launcher.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "The end of the container's log, or only what concerns one skill.")
final class LogsCommand extends HomeCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A skill.")
    private String id;

    @Option(names = "--hub", description = "The log of the hub instead.")
    private boolean hub;

    @Option(names = "--lines", paramLabel = "N", defaultValue = "100", description = "At most so many lines.")
    private int most;

    @Override
    void run() throws Exception {
        Path log = home().logs().resolve(hub ? "hub.log" : "container.log");
        if (!Files.isRegularFile(log)) {
            throw new CommandFailed(
                    "no_log", "there is no log at " + log, "Start the container with ./ctos run, or say --home DIR");
        }
        Deque<String> last = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> id == null || line.contains(id)).forEach(line -> {
                if (last.size() == most) {
                    last.removeFirst();
                }
                last.addLast(line);
            });
        }
        if (json()) {
            printJson(last);
        } else {
            last.forEach(this::say);
        }
    }
}
