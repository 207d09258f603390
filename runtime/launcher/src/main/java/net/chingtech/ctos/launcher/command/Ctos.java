package net.chingtech.ctos.launcher.command;

import net.chingtech.ctos.launcher.container.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctos} itself: it only has sub-commands. */
@Command(
        name = "ctos",
        description = "The skill container of Ching Tech OS.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            StopCommand.class,
            StatusCommand.class,
            HubCommand.class,
            SearchCommand.class,
            InfoCommand.class,
            PlanCommand.class,
            InstallCommand.class,
            ImportCommand.class,
            UpdatesCommand.class,
            UpdateCommand.class,
            HistoryCommand.class,
            RollbackCommand.class,
            UninstallCommand.class,
            RestartCommand.class,
            MigrateCommand.class,
            GrantCommand.class,
            ConfigCommand.class,
            PinCommand.class,
            ChannelCommand.class,
            PolicyCommand.class,
            RateCommand.class,
            ListCommand.class,
            CallCommand.class,
            TaskCommand.class,
            LogsCommand.class,
            PasswordCommand.class,
            AlertsCommand.class,
            TrustCommand.class,
            AuditCommand.class,
            DoctorCommand.class,
            KeygenCommand.class,
            SignCommand.class,
            PublishCommand.class,
            YankCommand.class,
            UnyankCommand.class,
            RevokeCommand.class,
            RotateCommand.class,
            AuthorityCommand.class
        },
        versionProvider = Ctos.OurVersion.class,
        footer = {
            "  mcp        Serve the container's tools over stdio.",
            "  test       Build everything and run all tests.",
            "",
            "Each command has --help. Exit codes: 0 done, 1 failed, 2 wrong usage."
        })
public final class Ctos implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    /** The version of the distribution. */
    static final class OurVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ctos " + Version.ours()};
        }
    }
}
