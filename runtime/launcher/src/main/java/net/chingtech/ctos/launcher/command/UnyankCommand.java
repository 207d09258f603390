package net.chingtech.ctos.launcher.command;

import picocli.CommandLine.Command;

@Command(name = "unyank", description = "Offer a yanked release again.")
final class UnyankCommand extends JudgeCommand {

    @Override
    String verb() {
        return "unyank";
    }

    @Override
    String done() {
        return "no more yanked:";
    }

    @Override
    String meaning() {
        return "It is offered to everybody again.";
    }

    @Override
    String reason() {
        return null;
    }
}
