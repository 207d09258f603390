package net.chingtech.ctos.launcher.command;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.RunningContainer;
import picocli.CommandLine.Command;

@Command(name = "stop", description = "Stop the container and its hub.")
final class StopCommand extends HomeCommand {

    private static final int PATIENCE_IN_SECONDS = 30;

    @Override
    void run() throws Exception {
        RunningContainer running = RunningContainer.of(home());
        ProcessHandle process = running.process();
        if (process != null) {
            process.destroy();
            try {
                process.onExit().get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new CommandFailed(
                        "stop_timeout",
                        "process " + running.pid() + " has not ended within " + PATIENCE_IN_SECONDS + " s",
                        "See the log with ./ctos logs; as a last resort: kill -9 " + running.pid(),
                        e);
            }
        }
        if (json()) {
            printJson(Map.of("stopped", running.pid()));
        } else {
            say("stopped");
        }
    }
}
