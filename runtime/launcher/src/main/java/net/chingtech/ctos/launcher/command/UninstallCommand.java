package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "uninstall", description = "Remove a skill; its data is kept for 30 days.")
final class UninstallCommand extends ChangeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Option(names = "--purge", description = "Remove its data, too.")
    private boolean purge;

    @Override
    Map<String, Object> change() {
        Map<String, Object> change = change("uninstall", id, null);
        change.put("purge", purge);
        return change;
    }
}
