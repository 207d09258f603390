package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.launcher.container.FirstStart;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.SafeFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What publishers say to a hub besides new releases. */
class PublisherCommandsTest {

    @TempDir
    private Path folder;

    private Typed ctos;
    private FakeHub hub;

    @BeforeEach
    void hub() throws Exception {
        hub = new FakeHub(null);
        ctos = new Typed(folder.resolve("home"));
        SafeFiles.writeSecret(folder.resolve("token"), "the-token\n".getBytes());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void a_release_is_yanked_offered_again_and_revoked() {
        assertThat(publisher("yank", "a.b", "1.0.0", "--reason", "Loses entries.", "--yes"))
                .isZero();
        assertThat(ctos.out).startsWith("yanked a.b 1.0.0 on " + hub.url());
        assertThat(publisher("unyank", "a.b", "1.0.0", "--yes")).isZero();
        assertThat(publisher("revoke", "a.b", "1.0.0", "--reason", "Sends data away.", "--yes", "--json"))
                .isZero();
        assertThat(ctos.out.strip()).isEqualTo("{\"done\":true}");

        assertThat(hub.requests)
                .containsExactly(
                        "POST /api/v1/skills/a.b/versions/1.0.0/yank Bearer the-token {\"reason\":\"Loses entries.\"}",
                        "POST /api/v1/skills/a.b/versions/1.0.0/unyank Bearer the-token {}",
                        "POST /api/v1/skills/a.b/versions/1.0.0/revoke Bearer the-token"
                                + " {\"reason\":\"Sends data away.\"}");
    }

    @Test
    void without_a_yes_nothing_is_sent() {
        for (String verb : List.of("yank", "revoke")) {
            assertThat(publisher(verb, "a.b", "1.0.0", "--reason", "x")).isEqualTo(1);
            assertThat(ctos.err).contains("(consent_missing)");
        }
        assertThat(publisher("yank", "a.b", "1.0.0", "--yes")).as("no reason").isEqualTo(2);
        assertThat(publisher("yank", "a.b", "one", "--reason", "x", "--yes")).isEqualTo(1);
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void a_notice_is_published_and_nothing_else_as_one() throws Exception {
        new FirstStart(new Home(ctos.home), Clock.systemUTC(), new SecureRandom()).complete();
        assertThat(ctos.run(
                        "rotate",
                        "--publisher",
                        "Example Org",
                        "--out",
                        folder.resolve("n.json").toString(),
                        "--no-passphrase"))
                .isZero();

        assertThat(publisher("publish", "--notice", folder.resolve("n.json").toString()))
                .isZero();

        assertThat(ctos.out).contains("rotation of a key of Example Org");
        assertThat(hub.requests)
                .containsExactly("POST /api/v1/notices Bearer the-token " + Files.readString(folder.resolve("n.json")));
        Files.writeString(
                folder.resolve("other.json"),
                Files.readString(folder.resolve("n.json")).replace("key.notice", "skill.release"));
        assertThat(publisher("publish", "--notice", folder.resolve("other.json").toString()))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(notice_invalid)");
        assertThat(publisher("publish", "--notice", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(notice_unreadable)");
        assertThat(publisher("publish")).isEqualTo(2);
        assertThat(ctos.run("sign")).isEqualTo(2);
    }

    private int publisher(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--hub", hub.url(), "--token-file", folder.resolve("token").toString()));
        return ctos.run(all.toArray(String[]::new));
    }
}
