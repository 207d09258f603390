package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restart",
        description = "Start an installed skill again: after it failed, or to move it to another host.")
final class RestartCommand extends ChangeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Mixin
    private HostOption host;

    @Override
    Map<String, Object> change() {
        return host.in(change("restart", id, null));
    }
}
