package net.chingtech.clawhub.script;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.skill.ToolException;

/** One run of a script: started, fed, listened to, and ended with all that it started. */
final class ScriptRun {

    private static final int MOST_OUTPUT = 1 << 20;
    private static final int MOST_ERRORS = 8 * 1024;
    private static final long LOOK_EVERY_MS = 200;
    /** For what was written just before the end; a process that lives on may hold the pipe open for ever. */
    private static final long LAST_WORDS_MS = 2_000;
    /** Shorter ones are words such as true or info. */
    private static final int SHORTEST_SECRET = 6;

    private final Captured output = new Captured(MOST_OUTPUT, false);
    private final Captured errors = new Captured(MOST_ERRORS, true);
    private final Set<ProcessHandle> started = new LinkedHashSet<>();
    private final Duration limit;
    private final List<String> secrets;

    /** @param secrets values that its last words must not hold */
    ScriptRun(Duration limit, Collection<String> secrets) {
        this.limit = limit;
        this.secrets = secrets.stream()
                .filter(secret -> secret.strip().length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    Captured output() {
        return output;
    }

    Captured errors() {
        return errors;
    }

    /**
     * Runs a command to its end.
     *
     * @return its exit code
     * @throws ToolException {@code script_not_started}, {@code script_timeout}, {@code script_cancelled}
     */
    int run(List<String> command, Path folder, Map<String, String> variables, byte[] input) throws ToolException {
        Runs.begin();
        try {
            return wholly(command, folder, variables, input);
        } finally {
            Runs.end(folder);
        }
    }

    private int wholly(List<String> command, Path folder, Map<String, String> variables, byte[] input)
            throws ToolException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File(folder.toString()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ToolException("script_not_started", "The script could not be started: " + e.getMessage(), e);
        }
        Thread out = thread("output", () -> output.read(process.getInputStream()));
        Thread err = thread("errors", () -> errors.read(process.getErrorStream()));
        thread("input", () -> feed(process.getOutputStream(), input));
        try {
            boolean ended = isOver(process);
            end(process);
            out.join(LAST_WORDS_MS);
            err.join(LAST_WORDS_MS);
            if (!ended) {
                throw new ToolException(
                        "script_timeout",
                        "The script did not end within " + limit.toSeconds()
                                + " seconds, and was ended. Its last words: " + lastWords());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new ToolException("script_cancelled", "The call was cancelled, and the script ended.", e);
        }
    }

    /** Whether it ended by itself. Looks meanwhile at what it started: once their parents are gone nobody knows them. */
    private boolean isOver(Process process) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            process.descendants().forEach(started::add);
        }
        return false;
    }

    private void end(Process process) {
        process.descendants().forEach(started::add);
        // The parent first, so that it starts no more. By its handle: the process itself would close what it wrote,
        // too.
        process.toHandle().destroyForcibly();
        started.forEach(each -> {
            each.descendants().forEach(ProcessHandle::destroyForcibly);
            each.destroyForcibly();
        });
    }

    String lastWords() {
        String said = errors.text().strip();
        String words = said.isEmpty() ? output.text().strip() : said;
        // Before the cut: of a secret that is cut nobody else can tell that it is one.
        for (String secret : secrets) {
            words = words.replace(secret.strip(), "[secret]");
        }
        return words.isEmpty() ? "none." : words.substring(Math.max(0, words.length() - 300));
    }

    private static void feed(OutputStream to, byte[] input) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            // A script need not read what it is given.
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, "script-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
