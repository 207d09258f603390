package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.sign.SigningFailed;
import picocli.CommandLine;

/**
 * Says why a command failed: a sentence for people on the error stream, or the problem as JSON where that is not a second
 * answer.
 */
public final class Failures implements CommandLine.IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        CommandFailed failed = failure(e);
        if (command.getCommand() instanceof HomeCommand typed && typed.json() && !typed.isAnswered()) {
            command.getOut().println(new String(Json.write(failed.problem()), StandardCharsets.UTF_8));
        } else {
            command.getErr().println(failed.forPeople());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static CommandFailed failure(Exception e) throws Exception {
        if (e instanceof CommandFailed failed) {
            return failed;
        }
        if (e instanceof SigningFailed failed) {
            return new CommandFailed(failed.problem());
        }
        if (e instanceof FormatException malformed) {
            return new CommandFailed(malformed.code(), words(malformed), "Correct it and try again", e);
        }
        if (e instanceof IOException) {
            return new CommandFailed("io_failed", e.toString(), "Look at the disk and the file's rights", e);
        }
        throw e;
    }

    /** The path of a place says something only when there is more than one. */
    private static String words(FormatException malformed) {
        return malformed.violations().stream()
                .map(at -> (at.path().equals("$") ? "" : at.path() + ": ") + "expected " + at.expected() + ", found "
                        + at.found())
                .collect(Collectors.joining("; "));
    }
}
