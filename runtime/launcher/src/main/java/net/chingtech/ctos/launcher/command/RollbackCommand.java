package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        description = "Go back to an earlier state of a skill: its version, its settings, and if you like its data.")
final class RollbackCommand extends ChangeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Option(names = "--version", paramLabel = "V", description = "This version instead of the one before.")
    private String version;

    @Mixin
    private StateOption state;

    @Override
    Map<String, Object> change() {
        return state.in(change("rollback", id, version));
    }
}
