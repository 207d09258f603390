package net.chingtech.ctos.launcher.command;

import net.chingtech.ctos.format.SkillId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "revoke", description = "Take a release back: containers that have it stop it within the hour.")
final class RevokeCommand extends JudgeCommand {

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Shown to everybody who sees it.")
    private String reason;

    @Override
    String verb() {
        return "revoke";
    }

    @Override
    String done() {
        return "revoked";
    }

    @Override
    String meaning() {
        return "Containers that have it stop it within the hour. It cannot be offered again.";
    }

    @Override
    String reason() {
        return reason;
    }

    @Override
    String toType(SkillId id) {
        return id.toString();
    }
}
