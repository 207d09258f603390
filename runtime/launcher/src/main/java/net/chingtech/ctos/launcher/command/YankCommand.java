package net.chingtech.ctos.launcher.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "yank", description = "Offer a release to nobody new; where it is installed it stays.")
final class YankCommand extends JudgeCommand {

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Shown to everybody who sees it.")
    private String reason;

    @Override
    String verb() {
        return "yank";
    }

    @Override
    String done() {
        return "yanked";
    }

    @Override
    String meaning() {
        return "It is offered to nobody new. Where it is installed it stays and runs.";
    }

    @Override
    String reason() {
        return reason;
    }
}
