package net.chingtech.ctos.launcher.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** It only has sub-commands. */
@Command(
        name = "keys",
        description = "Make, show and change the keys that sign a hub's lists.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            HubKeysCreateCommand.class,
            HubKeysShowCommand.class,
            HubKeysRotateCommand.class,
            HubKeysRenewCommand.class,
            HubKeysPrepareCommand.class,
            HubKeysSignCommand.class,
            HubKeysFinishCommand.class
        },
        footer = {
            "",
            "Root keys lie off the hub and say which keys may sign its lists; containers know a hub by its first root.",
            "With key holders on several machines: prepare (on the hub), sign (each holder), finish (on the hub)."
        })
final class HubKeysCommand extends HomeCommand {

    @Override
    void run() {
        throw new ParameterException(spec().commandLine(), "create, show, rotate, renew, prepare, sign or finish?");
    }
}
