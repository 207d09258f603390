package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import net.chingtech.ctos.launcher.rest.TrustText;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A skill that is installed, or planned, from a hub or from a signed JAR with its statement. */
final class FileOption {

    @Option(
            names = "--statement",
            paramLabel = "FILE",
            description = "The statement of the JAR (default: FILE.jar.statement.json beside it).")
    private Path statement;

    boolean isGiven() {
        return statement != null;
    }

    /**
     * The body of {@code POST plans} that installs it; a JAR is handed to the container before.
     *
     * @param what the skill's id, or its JAR
     */
    Map<String, Object> install(HomeCommand command, String what, String version, SourceOption source)
            throws Exception {
        ReleaseOnDisk release = ReleaseOnDisk.of(what, statement);
        if (release != null && (version != null || source.isGiven())) {
            throw new ParameterException(
                    command.spec().commandLine(), "A file says itself which version it is, and comes from no hub.");
        }
        if (release == null && statement != null) {
            throw new ParameterException(command.spec().commandLine(), "--statement goes with a JAR.");
        }
        return release == null ? source.in(ChangeCommand.change("install", what, version)) : fromDisk(command, release);
    }

    private static Map<String, Object> fromDisk(HomeCommand command, ReleaseOnDisk release) throws Exception {
        JsonNode taken = release.send(command.client());
        if (!command.json()) {
            command.say(release.jar() + " says it is " + HomeCommand.text(taken, "id") + " "
                    + HomeCommand.text(taken, "version") + " by " + HomeCommand.text(taken, "publisher"));
            command.say("its key is " + TrustText.fingerprint(HomeCommand.text(taken, "key_id")));
        }
        Map<String, Object> change =
                ChangeCommand.change("install", HomeCommand.text(taken, "id"), HomeCommand.text(taken, "version"));
        change.put("source", "disk");
        return change;
    }
}
