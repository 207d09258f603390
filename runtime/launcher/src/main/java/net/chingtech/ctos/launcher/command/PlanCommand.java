package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import net.chingtech.ctos.launcher.rest.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "plan", description = "Show what a change would do, and touch nothing.")
final class PlanCommand extends HomeCommand {

    /** What may be planned. */
    enum Action {
        INSTALL,
        UPDATE,
        ROLLBACK,
        UNINSTALL,
        RESTART
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "install, update, rollback, uninstall or restart.")
    private Action action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID",
            description = "The skill; without it, update means all.")
    private String id;

    @Option(names = "--version", paramLabel = "V", description = "This version instead of the usual one.")
    private String version;

    @Mixin
    private HostOption host;

    @Override
    void run() throws Exception {
        if (id == null && action != Action.UPDATE) {
            throw new picocli.CommandLine.ParameterException(spec().commandLine(), "Which skill?");
        }
        Map<String, Object> change = host.in(ChangeCommand.change(action.name().toLowerCase(Locale.ROOT), id, version));
        JsonNode plan = client().post("plans", change);
        if (json()) {
            printJson(plan);
        } else {
            PlanText.lines(plan).forEach(this::say);
        }
    }
}
