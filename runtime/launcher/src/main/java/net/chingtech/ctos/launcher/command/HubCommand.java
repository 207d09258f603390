package net.chingtech.ctos.launcher.command;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import net.chingtech.ctos.launcher.container.Distribution;
import net.chingtech.ctos.launcher.container.FirstStart;
import net.chingtech.ctos.launcher.container.HubProcess;
import net.chingtech.ctos.launcher.container.OrphanedHub;
import net.chingtech.ctos.launcher.container.Ports;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.HomeCheck;
import net.chingtech.ctos.launcher.home.HomeLock;
import net.chingtech.ctos.launcher.publish.ExampleSkills;
import net.chingtech.ctos.sign.hub.HubFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "hub",
        description =
                "Start only the SkillHub of this home, until Ctrl-C; or keep its keys, its map and the list of other hubs.",
        subcommands = {
            HubAddCommand.class,
            HubListCommand.class,
            HubRemoveCommand.class,
            HubMapCommand.class,
            HubKeysCommand.class,
            HubOfflineCommand.class
        })
final class HubCommand extends HomeCommand {

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortNumber.class,
            defaultValue = "8090",
            description = "Its port (default: ${DEFAULT-VALUE}; 0: a free one).")
    private int port;

    @Override
    void run() throws Exception {
        Home home = home();
        HomeCheck.check(home);
        try (HomeLock lock = HomeLock.take(home)) {
            new FirstStart(home, Clock.systemUTC(), new SecureRandom()).complete();
            Distribution distribution = Distribution.here();
            OrphanedHub.await(home);
            HubProcess hub = HubProcess.start(distribution, home, Ports.free(port, "--port"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> hub.stop(Duration.ofSeconds(5)), "ctos-stop"));
            String url = hub.await(Duration.ofSeconds(60));
            new ExampleSkills(home, url).publish(distribution.skills());
            if (json()) {
                printJson(Map.of("url", url));
            } else {
                say("SkillHub at " + url + ", log in " + home.logs().resolve("hub.log"));
                say("containers elsewhere use it with --hub " + url + " --hub-root "
                        + Fields.fingerprint(new HubFolder(home.hub()).fingerprint()));
            }
            out().flush();
            int code = hub.waitFor();
            throw new CommandFailed(
                    "hub_failed", "the hub ended with code " + code, "See its log with ./ctos logs --hub");
        }
    }
}
