package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.publish.HubDoor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a publisher says of a release that is published already. */
abstract class JudgeCommand extends HomeCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The skill.")
    private String idText;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The release.")
    private String versionText;

    @Option(names = "--yes", description = "Agree without being asked.")
    private boolean yes;

    @Mixin
    private HubChoice hub;

    /** As the hub names it. */
    abstract String verb();

    /** The same, once it is done. */
    abstract String done();

    /** What it means for those who have the release, and those who do not. */
    abstract String meaning();

    /** Null when the hub wants none. */
    abstract String reason();

    /** What has to be typed as the yes. */
    String toType(SkillId id) {
        return "yes";
    }

    @Override
    final void run() throws Exception {
        SkillId id = SkillId.parse(idText);
        SkillVersion version = SkillVersion.parse(versionText);
        HubDoor door = hub.door(home());
        String what = id + " " + version + " on " + hub.url(home());
        if (!yes) {
            ask(json() ? null : Terminal.lines(out()), id, what);
        }
        JsonNode answer = Json.readTree(door.judge(id, version, verb(), reason()));
        if (json()) {
            printJson(answer);
        } else {
            say(done() + " " + what);
        }
    }

    private void ask(UnaryOperator<String> terminal, SkillId id, String what) throws CommandFailed {
        if (terminal == null) {
            throw new CommandFailed(
                    "consent_missing",
                    "nobody is there to agree to " + verb() + " " + what,
                    "Look at it, then add --yes");
        }
        say(verb() + " " + what);
        say("  " + meaning());
        String wanted = toType(id);
        String answer = terminal.apply("Type " + wanted + " to go on: ");
        if (answer == null || !answer.strip().equals(wanted)) {
            throw new CommandFailed("declined", "nothing was changed", "Run it again when you have decided");
        }
    }
}
