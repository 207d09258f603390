package net.chingtech.ctos.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/**
 * {@code run/container.json}: the container that runs on a home.
 *
 * @param url base address of the container
 * @param hubUrl base address of its hub
 * @param pid its process
 * @param startedAt when that process started; tells it from a later process with the same number
 * @param java version of the Java that runs it
 */
public record RunningContainer(String url, String hubUrl, long pid, Instant startedAt, String java) {

    /** The kernel tells start times in hundredths of a second, from a clock that may be set. */
    private static final Duration CLOCK = Duration.ofSeconds(2);

    /** This process as the container of {@code url}. */
    public static RunningContainer here(String url, String hubUrl) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningContainer(
                url,
                hubUrl,
                self.pid(),
                self.info().startInstant().orElseGet(Instant::now),
                System.getProperty("java.version"));
    }

    /**
     * The container that runs on {@code home}.
     *
     * @throws CommandFailed {@code not_running}
     */
    public static RunningContainer of(Home home) throws CommandFailed {
        RunningContainer running;
        try {
            running = Json.read(Files.readAllBytes(home.running()), RunningContainer.class);
        } catch (IOException | FormatException e) {
            throw notRunning(home);
        }
        if (running.process() == null) {
            throw notRunning(home);
        }
        return running;
    }

    /** Whether a container runs on {@code home} and is ready. */
    public static boolean isThere(Home home) {
        try {
            return of(home).process() != null;
        } catch (CommandFailed e) {
            return false;
        }
    }

    /** The recorded process, or null when it is gone. */
    public ProcessHandle process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK) < 0)
                        .orElse(false))
                .orElse(null);
    }

    /** Shows the container to the commands. */
    public void record(Home home) throws IOException {
        SafeFiles.write(home.running(), Json.writePretty(this));
    }

    private static CommandFailed notRunning(Home home) {
        return new CommandFailed(
                "not_running",
                "no container runs on " + home,
                "Start it with ./ctos run, or say which home with --home DIR");
    }
}
