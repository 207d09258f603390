package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.home.Secrets;
import net.chingtech.ctos.launcher.publish.HubDoor;
import picocli.CommandLine.Option;

/** Which hub a publisher speaks to. */
final class HubChoice {

    @Option(names = "--hub", paramLabel = "URL", description = "The hub (default: the one of the running container).")
    private String url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the publish token (default: this home's).")
    private Path token;

    String url(Home home) throws CommandFailed {
        return url == null ? RunningContainer.of(home).hubUrl() : url;
    }

    HubDoor door(Home home) throws CommandFailed {
        return new HubDoor(url(home), Secrets.read(token == null ? home.secret(Secrets.PUBLISH_TOKEN) : token));
    }
}
