package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import net.chingtech.ctos.launcher.rest.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "plan", description = "Show what a change would do, and touch nothing.")
final class PlanCommand extends HomeCommand {

    /** What may be planned. */
    enum Action {
        INSTALL,
        UPDATE,
        ROLLBACK,
        UNINSTALL,
        RESTART,
        MIGRATE,
        UNDO_MIGRATION;

        boolean mayMeanAll() {
            return this == UPDATE || this == MIGRATE;
        }

        boolean isOfMigration() {
            return this == MIGRATE || this == UNDO_MIGRATION;
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description = "install, update, rollback, uninstall, restart, migrate or undo_migration.")
    private Action action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID|FILE.jar",
            description = "The skill; without it, update and migrate mean all. To install, also a signed JAR.")
    private String id;

    @Option(names = "--version", paramLabel = "V", description = "This version instead of the usual one.")
    private String version;

    @Mixin
    private SourceOption source;

    @Mixin
    private HostOption host;

    @Mixin
    private StateOption state;

    @Mixin
    private FileOption file;

    @Override
    void run() throws Exception {
        if (id == null && !action.mayMeanAll()) {
            throw new ParameterException(spec().commandLine(), "Which skill?");
        }
        if (version != null && action.isOfMigration()) {
            throw new ParameterException(
                    spec().commandLine(), "The map of legacy skills says which version follows; leave --version out.");
        }
        if (state.isGiven() && action != Action.ROLLBACK || file.isGiven() && action != Action.INSTALL) {
            throw new ParameterException(
                    spec().commandLine(), "--state and --data go with rollback, --statement with install.");
        }
        Map<String, Object> change = action == Action.INSTALL
                ? file.install(this, id, version, source)
                : state.in(source.in(ChangeCommand.change(action.name().toLowerCase(Locale.ROOT), id, version)));
        JsonNode plan = client().post("plans", host.in(change));
        if (json()) {
            printJson(plan);
        } else {
            PlanText.lines(plan, Instant.now()).forEach(this::say);
        }
    }
}
