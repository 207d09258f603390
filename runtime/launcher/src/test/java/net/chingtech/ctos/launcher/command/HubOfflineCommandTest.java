package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubOfflineCommandTest {

    @TempDir
    private Path folder;

    private FakeRest rest;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder);
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void on_and_off_are_sent_and_what_that_means_is_said() {
        rest.answers.put("PUT trust/offline", "{\"offline\":true}");
        assertThat(rest.run("hub", "offline", "on")).isZero();
        rest.answers.put("PUT trust/offline", "{\"offline\":false}");
        assertThat(rest.run("hub", "offline", "off")).isZero();

        assertThat(rest.changes)
                .containsExactly("PUT trust/offline {\"offline\":true}", "PUT trust/offline {\"offline\":false}");
        assertThat(rest.out.toString())
                .contains("until ./ctos hub offline off", "files can be installed", "online: the hubs are asked");
    }

    @Test
    void alone_it_shows_how_it_is_and_changes_nothing() {
        rest.answers.put("GET status", "{\"offline\":true}");
        assertThat(rest.run("hub", "offline", "--json")).isZero();

        assertThat(rest.out.toString()).contains("\"offline\"", "true");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void anything_else_is_wrong_usage() {
        assertThat(rest.run("hub", "offline", "maybe")).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }
}
