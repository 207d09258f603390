package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.container.FirstStart;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.hubs.HubList;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubsCommandsTest {

    @TempDir
    private Path folder;

    private Typed ctos;
    private Home home;
    private FakeHub hub;
    private String fingerprint;

    @BeforeEach
    void hubWithARoot() throws Exception {
        home = new Home(folder.resolve("home"));
        ctos = new Typed(home.root());
        new FirstStart(home, Clock.systemUTC(), new SecureRandom()).complete();
        // Any hub's root will do.
        byte[] root = Files.readAllBytes(home.hub().resolve("metadata/1.root.json"));
        fingerprint = "sha256:" + Digests.sha256Hex(root);
        Files.write(folder.resolve("root.json"), root);
        hub = new FakeHub(root);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void a_hub_whose_root_is_not_known_is_not_used_and_its_fingerprint_is_shown() throws Exception {
        assertThat(ctos.run("run", "--hub", hub.url())).isEqualTo(1);

        assertThat(ctos.err)
                .contains("(hub_root_unknown)")
                .contains("Right now the hub shows  " + fingerprint)
                .contains("--hub-root sha256:HEX");
        assertThat(new HubList(home).all()).isEmpty();

        hub.close();
        assertThat(ctos.run("run", "--hub", hub.url(), "--json")).isEqualTo(1);
        assertThat(ctos.out).contains("\"hub_root_unknown\"").contains("does not answer");
    }

    @Test
    void a_hub_is_added_listed_and_removed() throws Exception {
        assertThat(ctos.run("hub", "add", hub.url() + "/", "--name", "acme", "--root", fingerprint))
                .isZero();
        assertThat(new HubList(home).all())
                .containsExactly(new KnownHub("acme", hub.url(), fingerprint, Tier.VERIFIED, false));
        assertThat(ctos.run("hub", "list")).isZero();
        assertThat(ctos.out)
                .contains("acme")
                .contains(hub.url())
                .contains(fingerprint)
                .contains("up to verified");

        Files.createDirectories(home.hubTrust("acme").resolve("targets"));
        Files.writeString(home.hubTrust("acme").resolve("targets/x.json"), "{}");
        assertThat(ctos.run("hub", "remove", "acme")).isZero();
        assertThat(new HubList(home).all()).isEmpty();
        assertThat(home.hubTrust("acme")).doesNotExist();
        assertThat(home.hubTrust("local").resolve("root.json")).exists();
        assertThat(ctos.run("hub", "remove", "acme")).isEqualTo(1);
        assertThat(ctos.err).contains("(hub_unknown)");
        assertThat(ctos.run("hub", "remove", "local")).isEqualTo(1);
    }

    @Test
    void a_clawhub_is_added_without_a_root_and_handed_to_the_container_with_its_kind() throws Exception {
        assertThat(ctos.run("hub", "add", "public", hub.url() + "/clawhub/", "--clawhub"))
                .isZero();
        assertThat(ctos.out).contains("nothing there is signed").contains("--unverified");
        HubList hubs = new HubList(home);
        assertThat(hubs.all()).containsExactly(KnownHub.clawHub("public", hub.url() + "/clawhub"));
        JsonNode kept = Json.readTree(Files.readAllBytes(home.hubList()));
        assertThat(kept.at("/hubs/0/kind").asText()).isEqualTo("clawhub");
        assertThat(hubs.property(hubs.all()))
                .isEqualTo("[{\"name\":\"public\",\"url\":\"" + hub.url() + "/clawhub\",\"kind\":\"clawhub\"}]");

        assertThat(ctos.run("hub", "list")).isZero();
        assertThat(ctos.out).contains("ClawHub: legacy skills, nothing is signed");
        assertThat(ctos.run("hub", "add", hub.url() + "/clawhub", "--root", fingerprint))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(hub_kind_lasting)");
        assertThat(ctos.run("run", "--hub", hub.url() + "/clawhub")).isEqualTo(1);
        assertThat(ctos.err).contains("(hub_kind_lasting)");
        assertThat(ctos.run("hub", "remove", "public")).isZero();
        assertThat(ctos.out).contains("the ClawHub public");
        assertThat(hubs.all()).isEmpty();
    }

    @Test
    void a_hub_is_one_kind_or_the_other() {
        assertThat(ctos.run("hub", "add", hub.url())).isEqualTo(2);
        assertThat(ctos.run("hub", "add", hub.url(), "--clawhub", "--root", fingerprint))
                .isEqualTo(2);
        assertThat(ctos.run("hub", "add", hub.url(), "--clawhub", "--max-tier", "official"))
                .isEqualTo(2);
        assertThat(ctos.run("hub", "add", "imported", hub.url(), "--clawhub")).isEqualTo(1);
        assertThat(ctos.err).contains("(hub_name_invalid)");
    }

    @Test
    void a_root_file_is_kept_and_another_root_for_the_same_hub_is_refused() throws Exception {
        assertThat(ctos.run(
                        "hub",
                        "add",
                        hub.url(),
                        "--root",
                        folder.resolve("root.json").toString()))
                .isZero();
        String name = new HubList(home).all().get(0).name();
        assertThat(home.hubTrust(name).resolve("root.json")).hasSameBinaryContentAs(folder.resolve("root.json"));

        assertThat(ctos.run("hub", "add", hub.url(), "--root", fingerprint, "--max-tier", "official"))
                .as("the same in other words")
                .isZero();
        assertThat(new HubList(home).all()).extracting(KnownHub::maxTier).containsExactly(Tier.OFFICIAL);
        assertThat(ctos.run("hub", "add", hub.url(), "--root", "sha256:" + "0".repeat(64)))
                .isEqualTo(1);
        assertThat(ctos.err)
                .contains("(hub_root_changed)")
                .contains("known  " + fingerprint)
                .contains("given  sha256:" + "0".repeat(64));
    }

    @Test
    void two_hubs_have_two_names() {
        assertThat(ctos.run("hub", "add", hub.url(), "--name", "acme", "--root", fingerprint))
                .isZero();

        assertThat(ctos.run("hub", "add", "https://hub.example", "--name", "acme", "--root", fingerprint))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(hub_name_taken)");
        assertThat(ctos.run("hub", "add", "https://hub.example", "--name", "local", "--root", fingerprint))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(hub_name_invalid)");
        assertThat(ctos.run("hub", "add", "https://hub.example", "--name", "../up", "--root", fingerprint))
                .isEqualTo(1);
    }

    @Test
    void the_framework_is_told_every_hub_with_an_absolute_root() throws Exception {
        ctos.run(
                "hub",
                "add",
                hub.url(),
                "--name",
                "acme",
                "--root",
                folder.resolve("root.json").toString());
        HubList hubs = new HubList(home);

        JsonNode property = Json.readTree(
                hubs.property(List.of(hubs.own("http://127.0.0.1:1"), hubs.all().get(0)))
                        .getBytes());

        assertThat(property.get(0).toString())
                .isEqualTo("{\"name\":\"local\",\"url\":\"http://127.0.0.1:1\",\"root\":\""
                        + home.root().resolve("trust/hubs/local/root.json") + "\",\"max_tier\":\"official\"}");
        assertThat(property.get(1).path("root").asText())
                .isEqualTo(home.root().resolve("trust/hubs/acme/root.json").toString());
        assertThat(property.get(1).path("max_tier").asText()).isEqualTo("verified");
    }

    @Test
    void wrong_usage_exits_2_and_what_is_no_root_1() throws Exception {
        assertThat(ctos.run("hub", "add", "http://hub.example", "--root", fingerprint))
                .isEqualTo(2);
        assertThat(ctos.run("hub", "add", "https://user@hub.example", "--root", fingerprint))
                .isEqualTo(2);
        assertThat(ctos.run("hub", "add", hub.url())).isEqualTo(2);
        assertThat(ctos.run("hub", "add", hub.url(), "--root", fingerprint, "--max-tier", "legacy"))
                .isEqualTo(2);
        assertThat(ctos.run("run", "--hub-root", fingerprint)).isEqualTo(2);
        assertThat(ctos.run("hub", "add", hub.url(), "--root", "sha256:12")).isEqualTo(1);
        assertThat(ctos.run(
                        "hub",
                        "add",
                        hub.url(),
                        "--root",
                        folder.resolve("none").toString()))
                .isEqualTo(1);
        Files.writeString(folder.resolve("other.json"), "{\"signed\":{\"_type\":\"targets\"}}");
        assertThat(ctos.run(
                        "hub",
                        "add",
                        hub.url(),
                        "--root",
                        folder.resolve("other.json").toString()))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(hub_root_invalid)");
        assertThat(new HubList(home).all()).isEmpty();
    }
}
