package net.chingtech.ctos.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.Secrets;
import net.chingtech.ctos.launcher.publish.KeyOpener;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.sign.hub.HubFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("home"));
    }

    @Test
    void authorities_of_two_homes_have_different_names() throws Exception {
        firstStart().complete();
        String first = authority();
        home = new Home(folder.resolve("other"));
        firstStart().complete();

        assertThat(authority()).startsWith("CN=Official authority of CTOS ").isNotEqualTo(first);
    }

    private String authority() throws Exception {
        try (var file = Files.newInputStream(home.authorities().resolve("official/local.pem"))) {
            return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file))
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    @Test
    void a_new_home_gets_everything_and_only_its_owner_may_read_what_is_secret() throws Exception {
        assertThat(firstStart().complete()).isTrue();

        for (Path secret : Stream.of(
                        Secrets.ADMIN_PASSWORD, Secrets.API_TOKEN, Secrets.MCP_TOKEN, Secrets.PUBLISH_TOKEN)
                .map(home::secret)
                .toList()) {
            assertThat(rights(secret)).isEqualTo("rw-------");
        }
        try (Stream<Path> files = Files.walk(home.keys())) {
            assertThat(files.filter(file -> file.endsWith("key.pem")))
                    .hasSize(4)
                    .allSatisfy(key -> assertThat(rights(key)).isEqualTo("rw-------"));
        }
        for (String folder : List.of("secrets", "skills", "database", "logs", "audit")) {
            assertThat(rights(home.root().resolve(folder))).as(folder).isEqualTo("rwx------");
        }
        assertThat(home.authorities().resolve("official/local.pem")).exists();
        assertThat(home.hubAuthorities().resolve("community/local.pem")).exists();
        assertThat(Secrets.read(home.secret(Secrets.ADMIN_PASSWORD))).matches("([a-z2-9]{4}-){4}[a-z2-9]{4}");
        assertThat(Secrets.read(home.secret(Secrets.API_TOKEN)))
                .hasSize(64)
                .isNotEqualTo(Secrets.read(home.secret(Secrets.MCP_TOKEN)));
    }

    @Test
    void its_publishers_may_sign_in_their_own_namespaces() throws Exception {
        firstStart().complete();
        KeyRing keys = new KeyRing(home, CLOCK);

        assertThat(keys.signerOf(new SkillId("net.chingtech.crm"), KeyOpener.UNATTENDED)
                        .publisher()
                        .tier())
                .isEqualTo(Tier.OFFICIAL);
        assertThat(keys.signerOf(new SkillId("org.example.notes"), KeyOpener.UNATTENDED)
                        .publisher()
                        .publisher())
                .isEqualTo("Example Org");
    }

    @Test
    void a_publisher_of_the_same_namespace_takes_no_skill_from_another() throws Exception {
        firstStart().complete();
        KeyRing keys = new KeyRing(home, Clock.offset(CLOCK, Duration.ofHours(1)));
        keys.publisher(new PublisherClaim("Ada", Tier.COMMUNITY, List.of("org.example")), KeyRing.COMMUNITY, null);
        keys.publisher(new PublisherClaim("Zoe", Tier.COMMUNITY, List.of("org.example.zoo")), KeyRing.COMMUNITY, null);

        SkillId notes = new SkillId("org.example.notes");
        assertThat(keys.firstSignerOf(notes).publisher().publisher()).isEqualTo("Example Org");
        assertThatThrownBy(() -> keys.signerOf(notes, KeyOpener.UNATTENDED))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo("publisher_ambiguous"))
                .hasMessageContaining("Example Org and Ada may both sign");
        assertThat(keys.signerOf(new SkillId("org.example.zoo.map"), KeyOpener.UNATTENDED)
                        .publisher()
                        .publisher())
                .isEqualTo("Zoe");
    }

    @Test
    void a_second_start_changes_nothing() throws Exception {
        firstStart().complete();
        Map<String, String> before = contents();

        assertThat(firstStart().complete()).isFalse();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_first_start_that_was_ended_anywhere_is_completed_by_the_next() throws Exception {
        firstStart().complete();
        Map<String, String> whole = contents();
        // As if it had ended before each of these was made.
        for (String missing : whole.keySet()) {
            if (missing.equals("home.json") || missing.contains("keys/")) {
                continue;
            }
            Files.writeString(home.file(), "{\"format\":1,\"container_id\":\"" + containerId(whole) + "\"}");
            Files.delete(home.root().resolve(missing));

            assertThat(firstStart().complete()).as("without %s", missing).isTrue();

            assertThat(contents().keySet()).as("without %s", missing).isEqualTo(whole.keySet());
        }
        assertThat(containerId(contents())).isEqualTo(containerId(whole));
    }

    @Test
    void an_authority_that_the_administrator_removed_stays_removed() throws Exception {
        firstStart().complete();
        Files.delete(home.authorities().resolve("community/local.pem"));

        firstStart().complete();

        assertThat(home.authorities().resolve("community/local.pem")).doesNotExist();
    }

    @Test
    void a_secret_that_was_deleted_is_made_anew() throws Exception {
        firstStart().complete();
        String before = Secrets.read(home.secret(Secrets.API_TOKEN));
        Files.delete(home.secret(Secrets.API_TOKEN));

        assertThat(firstStart().complete()).isFalse();

        assertThat(Secrets.read(home.secret(Secrets.API_TOKEN))).hasSize(64).isNotEqualTo(before);
    }

    @Test
    void a_secret_that_others_may_read_is_not_taken() throws Exception {
        firstStart().complete();
        Path token = home.secret(Secrets.API_TOKEN);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> Secrets.read(token))
                .hasMessageContaining("secret_open")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_key_that_was_half_made_is_cleared_away() throws Exception {
        Path half = Files.createDirectories(home.keys().resolve("publishers/.half123"));
        Files.writeString(half.resolve("key.pem"), "half");

        firstStart().complete();

        assertThat(half).doesNotExist();
    }

    @Test
    void its_own_hub_gets_a_root_whose_key_lies_outside_that_hubs_folder() throws Exception {
        firstStart().complete();

        Path root = home.hub().resolve("metadata/1.root.json");
        assertThat(home.hubTrust("local").resolve("root.json")).hasSameBinaryContentAs(root);
        for (String role : List.of("timestamp", "snapshot", "targets")) {
            assertThat(rights(home.hub().resolve("metadata-keys/" + role + ".pem")))
                    .isEqualTo("rw-------");
        }
        assertThat(rights(home.hub().resolve("metadata-keys"))).isEqualTo("rwx------");
        assertThat(rights(home.hubRootKeys().resolve("root-1.pem"))).isEqualTo("rw-------");
        assertThat(home.hubRootKeys().startsWith(home.hub())).isFalse();
    }

    @Test
    void a_home_that_was_set_up_before_hubs_had_roots_is_completed() throws Exception {
        firstStart().complete();
        Map<String, String> whole = contents();
        for (String folder : List.of("hub/metadata", "hub/metadata-keys", "keys/hub-root", "trust/hubs")) {
            delete(home.root().resolve(folder));
        }
        Files.delete(home.authorities().resolve("community/local.pem"));

        assertThat(firstStart().complete()).isFalse();

        assertThat(contents().keySet())
                .containsAll(whole.keySet().stream()
                        .filter(name -> !name.equals("trust/authorities/community/local.pem"))
                        .toList())
                .doesNotContain("trust/authorities/community/local.pem");
    }

    @Test
    void a_root_that_ends_soon_is_renewed_with_the_key_that_lies_there() throws Exception {
        firstStart().complete();
        HubFolder hub = new HubFolder(home.hub());
        new FirstStart(home, Clock.offset(CLOCK, Duration.ofDays(200)), new SecureRandom()).complete();
        assertThat(hub.newest().version()).isEqualTo(1);

        new FirstStart(home, Clock.offset(CLOCK, Duration.ofDays(300)), new SecureRandom()).complete();

        assertThat(hub.newest().version()).isEqualTo(2);
        assertThat(hub.newest().expires()).isEqualTo(CLOCK.instant().plus(Duration.ofDays(665)));
        assertThat(home.hubTrust("local").resolve("root.json")).hasSameBinaryContentAs(hub.root(1));
    }

    @Test
    void a_root_whose_key_the_administrator_took_away_is_left_as_it_is() throws Exception {
        firstStart().complete();
        delete(home.hubRootKeys());

        new FirstStart(home, Clock.offset(CLOCK, Duration.ofDays(300)), new SecureRandom()).complete();

        assertThat(new HubFolder(home.hub()).newest().version()).isEqualTo(1);
        assertThat(home.hubRootKeys()).doesNotExist();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private FirstStart firstStart() {
        return new FirstStart(home, CLOCK, new SecureRandom());
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(home.root().relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static String containerId(Map<String, String> contents) {
        return contents.get("home.json").replaceFirst("(?s).*\"container_id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    private static String rights(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
