package net.chingtech.ctos.launcher.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** It only has sub-commands. */
@Command(
        name = "authority",
        description = "Vouch for publishers, and take that back. An authority is made with ctos keygen --authority.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuthorityIssueCommand.class, AuthorityRevokeCommand.class})
final class AuthorityCommand extends HomeCommand {

    @Override
    void run() {
        throw new ParameterException(spec().commandLine(), "issue or revoke?");
    }
}
