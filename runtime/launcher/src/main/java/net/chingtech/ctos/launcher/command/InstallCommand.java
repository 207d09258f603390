package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "install", description = "Install a skill and what it needs.")
final class InstallCommand extends ChangeCommand {

    @Parameters(paramLabel = "ID", description = "The skill.")
    private String id;

    @Option(names = "--version", paramLabel = "V", description = "This version instead of the newest one.")
    private String version;

    @Mixin
    private HostOption host;

    @Override
    Map<String, Object> change() {
        return host.in(change("install", id, version));
    }
}
