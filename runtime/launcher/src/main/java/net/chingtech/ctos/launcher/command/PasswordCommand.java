package net.chingtech.ctos.launcher.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Secrets;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "password",
        description = "Where the administrator's first password lies, or what it is; or set another.",
        footer = {
            "",
            "A password that somebody chose is kept as a hash only. Whoever forgot it sets",
            "another with --new, whether the container runs or not; a running one takes it",
            "at once, and everybody who was logged in has to log in again."
        })
final class PasswordCommand extends HomeCommand {

    private static final String USER = "admin";

    @ArgGroup(heading = "")
    private Wish wish = new Wish();

    /** One of them. */
    static final class Wish {
        @Option(names = "--show", description = "Print the first password, on a terminal only.")
        private boolean show;

        @Option(names = "--new", description = "Set another: it is asked for twice without being shown.")
        private boolean another;

        @Option(names = "--new-stdin", description = "Set another: the first line of the standard input.")
        private boolean fromInput;
    }

    @Override
    void run() throws Exception {
        Path file = home().secret(Secrets.ADMIN_PASSWORD);
        if (wish.another || wish.fromInput) {
            set(file);
        } else {
            tell(file, Secrets.read(file));
        }
    }

    private void set(Path file) throws Exception {
        if (!Files.isDirectory(file.getParent())) {
            throw new CommandFailed(
                    "secret_missing",
                    home() + " is no home of a container",
                    "Start the container once with ./ctos run, or say which home with --home DIR");
        }
        String password = NewPassword.ask(wish.fromInput, Passphrase.terminal());
        new Secrets(home(), new SecureRandom()).choosePassword(password);
        if (json()) {
            printJson(facts(file, true));
        } else {
            say("The new password of " + USER + " holds now; whoever was logged in has to log in again.");
        }
    }

    private void tell(Path file, String password) throws CommandFailed {
        boolean chosen = Secrets.isChosen(password);
        if (wish.show) {
            mayBeShown(file, chosen);
        }
        if (json()) {
            Map<String, Object> answer = facts(file, chosen);
            if (wish.show) {
                answer.put("password", password);
            }
            printJson(answer);
        } else if (wish.show) {
            say(password);
        } else if (chosen) {
            say("Somebody chose the password of " + USER + "; whoever forgot it sets another: ./ctos password --new");
        } else {
            say("The password of " + USER + " is in " + file + "; ./ctos password --show prints it.");
        }
    }

    private static void mayBeShown(Path file, boolean chosen) throws CommandFailed {
        if (chosen) {
            throw new CommandFailed(
                    "password_chosen",
                    "somebody chose the password, and only a hash of it is kept",
                    "Whoever forgot it sets another: ./ctos password --new");
        }
        if (!Terminal.isThere()) {
            // What is no terminal may be a log, or somebody's mail.
            throw new CommandFailed(
                    "no_terminal", "the password is shown on a terminal only", "A program reads it from " + file);
        }
    }

    private static Map<String, Object> facts(Path file, boolean chosen) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("user", USER);
        facts.put("file", file.toString());
        facts.put("chosen", chosen);
        return facts;
    }
}
