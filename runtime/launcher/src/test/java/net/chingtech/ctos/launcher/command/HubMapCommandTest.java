package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.launcher.home.SafeFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubMapCommandTest {

    private static final String MAP =
            "{\"version\":4,\"mappings\":[{\"from\":\"clawhub.acme.tools\",\"to\":\"net.example.tools\"}]}";

    @TempDir
    Path folder;

    private Typed ctos;
    private FakeHub hub;

    @BeforeEach
    void start() throws Exception {
        ctos = new Typed(folder.resolve("home"));
        hub = new FakeHub(null);
        SafeFiles.writeSecret(folder.resolve("token"), "the-token\n".getBytes());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void goodMap_isBroughtAsItIs() throws Exception {
        assertThat(map(MAP)).isZero();

        assertThat(ctos.out).contains("version 4 of claw_to_skill_map.json, with 1 line");
        assertThat(hub.requests).containsExactly("PUT /api/v1/claw_to_skill_map.json Bearer the-token " + MAP);
    }

    @Test
    void wrongMap_isNotSent_andThePlaceIsNamed() throws Exception {
        assertThat(map(MAP.replace("net.example.tools", "clawhub.other.tools"))).isEqualTo(1);
        assertThat(ctos.err).contains("(map_invalid)").contains("$.mappings[0].to");
        assertThat(ctos.run("hub", "map", folder.resolve("none").toString(), "--hub", hub.url()))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(map_unreadable)");
        assertThat(hub.requests).isEmpty();
    }

    private int map(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("map.json"), text);
        return ctos.run(
                "hub",
                "map",
                file.toString(),
                "--hub",
                hub.url(),
                "--token-file",
                folder.resolve("token").toString());
    }
}
