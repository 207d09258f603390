package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Secrets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "password", description = "Where the administrator's password lies, or what it is.")
final class PasswordCommand extends HomeCommand {

    private static final String USER = "admin";

    @Option(names = "--show", description = "Print it, on a terminal only.")
    private boolean show;

    @Override
    void run() throws Exception {
        Path file = home().secret(Secrets.ADMIN_PASSWORD);
        String password = Secrets.read(file);
        if (show && !Terminal.isThere()) {
            // What is no terminal may be a log, or somebody's mail.
            throw new CommandFailed(
                    "no_terminal", "the password is shown on a terminal only", "A program reads it from " + file);
        }
        if (json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("user", USER);
            answer.put("file", file.toString());
            if (show) {
                answer.put("password", password);
            }
            printJson(answer);
        } else if (show) {
            say(password);
        } else {
            say("The password of " + USER + " is in " + file + "; ./ctos password --show prints it.");
        }
    }
}
