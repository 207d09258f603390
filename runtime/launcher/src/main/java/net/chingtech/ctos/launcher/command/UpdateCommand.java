package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "update", description = "Take a newer release of a skill, or of all.")
final class UpdateCommand extends ChangeCommand {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The skill.")
    private String id;

    @Option(names = "--all", description = "All installed skills.")
    private boolean all;

    @Option(names = "--version", paramLabel = "V", description = "This version instead of the newest one.")
    private String version;

    @Mixin
    private HostOption host;

    @Override
    Map<String, Object> change() {
        if ((id == null) != all || (all && (version != null || host.isGiven()))) {
            throw new ParameterException(spec().commandLine(), "Name one skill, or say --all.");
        }
        return host.in(change("update", id, version));
    }
}
