package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", description = "Go back to an earlier version of a skill.")
final class RollbackCommand extends ChangeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Option(names = "--version", paramLabel = "V", description = "This version instead of the one before.")
    private String version;

    @Override
    Map<String, Object> change() {
        return change("rollback", id, version);
    }
}
