package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.mapping.SkillMapRules;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "map",
        description = "Say which skill follows which legacy skill: bring the hub a newer claw_to_skill_map.json.",
        footer = {
            "",
            "Its version must be higher than that of the hub's present one; containers take it with the next lists."
        })
final class HubMapCommand extends HomeCommand {

    @Parameters(paramLabel = "FILE", description = "The map.")
    private Path file;

    @Mixin
    private HubChoice hub;

    @Override
    void run() throws Exception {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(SkillMapRules.LARGEST + 1);
        } catch (IOException e) {
            throw new CommandFailed("map_unreadable", file + " cannot be read", "Name a claw_to_skill_map.json", e);
        }
        SkillMap map = SkillMapRules.read(content);
        JsonNode answer = Json.readTree(hub.door(home()).map(content));
        if (json()) {
            printJson(answer);
        } else {
            int lines = map.mappings().size();
            say("the hub at " + hub.url(home()) + " has version " + map.version() + " of " + SkillMap.NAME + ", with "
                    + lines + (lines == 1 ? " line" : " lines"));
        }
    }
}
