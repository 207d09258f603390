package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.words.Moments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have: a home, a way to print, and help. */
@Command
abstract class HomeCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:CTOS_HOME:-ctos-home}",
            description = "The container's folder (default: $$CTOS_HOME, or ctos-home in this folder).")
    private Path homeFolder;

    @Option(names = "--json", description = "Print the answer as JSON and nothing else.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private boolean answered;

    @Override
    public final Integer call() throws Exception {
        run();
        out().flush();
        return 0;
    }

    abstract void run() throws Exception;

    final Home home() {
        return new Home(homeFolder);
    }

    final boolean json() {
        return json;
    }

    /** Whether the JSON answer is out, after which no second one may follow. */
    final boolean isAnswered() {
        return answered;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** A line that is no part of the answer. */
    final void warn(String line) {
        spec.commandLine().getErr().println(line);
    }

    final CommandSpec spec() {
        return spec;
    }

    final ContainerClient client() throws CommandFailed {
        return ContainerClient.of(home());
    }

    /** For programs. */
    final void printJson(Object answer) {
        out().println(new String(Json.write(answer), StandardCharsets.UTF_8));
        answered = true;
    }

    /** A line for people. */
    final void say(String line) {
        out().println(Moments.in(line));
    }

    /** A line for people with aligned columns, as {@link String#format} makes it. */
    final void say(String format, Object... values) {
        say(String.format(java.util.Locale.ROOT, format, values).stripTrailing());
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
