package net.chingtech.ctos.skillhub.client.internal.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.skillhub.client.internal.Samples;
import net.chingtech.ctos.skillhub.client.internal.SigningHub;
import net.chingtech.ctos.skillhub.client.internal.TestHub;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hubs of a container, good and bad beside each other. */
class HubsTest {

    @TempDir
    Path home;

    private TestHub server;
    private SigningHub signer;
    private List<ConnectedHub> hubs = List.of();

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        signer = new SigningHub(server, Clock.systemUTC());
        var info = Samples.info("1.0.0", Channel.STABLE, null);
        server.json("/api/v1/skills/org.example.notes/versions/1.0.0", info);
        signer.list(new ListedSkill(Samples.NOTES, List.of(Samples.listed(info))));
    }

    @AfterEach
    void stop() throws IOException {
        for (ConnectedHub hub : hubs) {
            hub.close();
        }
        server.close();
    }

    private void connect(Object... configs) throws FormatException {
        hubs = Hubs.connect(new String(Json.write(List.of(configs)), StandardCharsets.UTF_8), home, "1", () -> false);
    }

    private ConnectedHub hub(String name) {
        return hubs.stream().filter(hub -> hub.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void hubWithAWrongConfiguration_isShownWithWhatIsWrong_andHidesNoOther() throws Exception {
        connect(
                Map.of("name", "plain", "url", "http://hub.example", "root", "sha256:" + "ab".repeat(32)),
                Map.of(
                        "name",
                        "missing",
                        "url",
                        server.url(),
                        "root",
                        home.resolve("none.json").toString()),
                Map.of("name", "short", "url", server.url(), "root", "sha256:abc"),
                Map.of("name", "tier", "url", server.url(), "max_tier", "best"),
                Map.of("name", "nowhere"),
                Map.of("name", "../up", "url", server.url()),
                Map.of("url", server.url()),
                Map.of("name", "good", "url", server.url(), "root", "sha256:" + signer.fingerprint()),
                Map.of("name", "good", "url", "https://hub.example", "root", "sha256:" + "ab".repeat(32)));

        assertThat(hubs)
                .extracting(ConnectedHub::name)
                .containsExactly("plain", "missing", "short", "tier", "nowhere", "good");
        assertThat(hubs).filteredOn(hub -> !hub.name().equals("good")).allSatisfy(hub -> {
            assertThat(hub.source().status().problem().code()).isEqualTo("hub_config_invalid");
            assertThat(hub.source().status().problem().nextStep()).contains("./ctos hub remove " + hub.name());
            assertThatThrownBy(() -> hub.source().search(SkillQuery.text("x")))
                    .hasMessageContaining("hub_config_invalid");
            // It has nothing, so others are asked.
            assertThatThrownBy(() -> hub.source().releases(Samples.NOTES, VersionRange.ANY, Channel.STABLE))
                    .asInstanceOf(InstanceOfAssertFactories.type(ProvisioningException.class))
                    .satisfies(e -> assertThat(e.problem().code()).isEqualTo("skill_unknown"));
        });
        assertThat(hub("plain").source().status().problem().detail()).contains("https");
        assertThat(hub("missing").source().status().problem().detail()).contains("none.json");
        assertThat(hub("tier").source().status().problem().detail()).contains("max_tier");
        assertThat(hub("good").source().releases(Samples.NOTES, VersionRange.ANY, Channel.STABLE))
                .hasSize(1);
    }

    @Test
    void hub_isKnownByItsRootFileAndName_andKeepsItsListsBesideTheFile() throws Exception {
        Path file = Files.createDirectories(home.resolve("trust/hubs/local")).resolve("root.json");
        Files.write(file, signer.root());
        connect(
                Map.of("name", "local", "url", server.url(), "root", file.toString(), "max_tier", "official"),
                Map.of("name", "other.example-8443", "url", server.url(), "root", "sha256:" + signer.fingerprint()));

        for (ConnectedHub hub : hubs) {
            assertThat(hub.source().releases(Samples.NOTES, VersionRange.ANY, Channel.STABLE))
                    .singleElement()
                    .satisfies(release -> assertThat(release.source()).isEqualTo("skillhub:" + hub.name()));
            assertThat(hub.source().status().problem()).isNull();
            assertThat(home.resolve("trust/hubs").resolve(hub.name()).resolve("lists"))
                    .isNotEmptyDirectory();
        }
        assertThat(hub("local").source().status().maxTier()).isEqualTo(Tier.OFFICIAL);
        assertThat(hub("other.example-8443").source().status().maxTier()).isEqualTo(Tier.VERIFIED);
        assertThat(Files.readAllBytes(file)).isEqualTo(signer.root());
    }
}
