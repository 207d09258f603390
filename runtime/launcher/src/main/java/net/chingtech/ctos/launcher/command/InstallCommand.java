package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "install", description = "Install a skill and what it needs: from a hub, or from a signed JAR.")
final class InstallCommand extends ChangeCommand {

    @Parameters(paramLabel = "ID|FILE.jar", description = "The skill, or its signed JAR with the statement beside it.")
    private String what;

    @Option(names = "--version", paramLabel = "V", description = "This version instead of the newest one.")
    private String version;

    @Mixin
    private FileOption file;

    @Mixin
    private SourceOption source;

    @Mixin
    private HostOption host;

    @Override
    Map<String, Object> change() throws Exception {
        return host.in(file.install(this, what, version, source));
    }
}
