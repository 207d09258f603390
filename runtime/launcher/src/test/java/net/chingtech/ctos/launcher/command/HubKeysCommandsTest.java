package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.tuf.Role;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.format.tuf.Signers;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubKeysCommandsTest {

    @TempDir
    private Path folder;

    private Typed ctos;
    private HubFolder hub;

    @BeforeEach
    void home() throws Exception {
        ctos = new Typed(folder.resolve("home"));
        hub = new HubFolder(folder.resolve("hub"));
        SafeFiles.writeSecret(folder.resolve("passphrase"), "correct horse\n".getBytes());
    }

    @Test
    void a_hub_gets_its_keys_and_says_what_containers_need() throws Exception {
        assertThat(create("rk", "3", "2")).isZero();

        assertThat(HubFolder.rootKeys(folder.resolve("rk")))
                .hasSize(3)
                .allSatisfy(key -> assertThat(SigningKey.isEncrypted(key)).isTrue());
        assertThat(hub.newest().roles().get(Role.ROOT).threshold()).isEqualTo(2);
        String fingerprint = "sha256:" + Digests.sha256Hex(Files.readAllBytes(hub.root(1)));
        assertThat(ctos.out).contains("--hub-root " + fingerprint).doesNotContain("horse");
        JsonNode shown = shown();
        assertThat(shown.path("hub_root").asText()).isEqualTo(fingerprint);
        assertThat(shown.path("roles").path("root").path("key_ids")).hasSize(3);

        assertThat(create("rk2", "1", "1")).isEqualTo(1);
        assertThat(ctos.err).contains("(root_exists)");
    }

    @Test
    void root_keys_inside_the_hubs_home_are_refused_and_nothing_is_made() {
        assertThat(create("hub/rk", "1", "1")).isEqualTo(1);

        assertThat(ctos.err).contains("(root_keys_in_hub)");
        assertThat(folder.resolve("hub")).doesNotExist();
        assertThat(create("rk", "1", "2")).isEqualTo(2);
    }

    @Test
    void new_root_keys_and_thresholds_follow_the_old_ones() throws Exception {
        create("rk", "1", "1");
        Root first = hub.newest();
        String fingerprint = hub.fingerprint();

        assertThat(keys(
                        "rotate",
                        "--role",
                        "all",
                        "--root-keys",
                        path("rk"),
                        "--new-root-keys",
                        path("rk2"),
                        "--keys",
                        "2",
                        "--threshold",
                        "2",
                        "--passphrase-file",
                        path("passphrase"),
                        "--no-passphrase"))
                .as(ctos.err)
                .isZero();

        Root second = hub.newest();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.roles().get(Role.ROOT).threshold()).isEqualTo(2);
        SignedMetadata file = SignedMetadata.read(Files.readAllBytes(hub.root(2)));
        assertThat(Signers.of(file, first, Role.ROOT).enough()).isTrue();
        assertThat(Signers.of(file, second, Role.ROOT).enough()).isTrue();
        for (String role : List.of(Role.TIMESTAMP, Role.SNAPSHOT, Role.TARGETS)) {
            assertThat(second.roles().get(role)).isNotEqualTo(first.roles().get(role));
        }
        assertThat(hub.fingerprint()).isEqualTo(fingerprint);

        // The old ones count no more.
        assertThat(keys("renew", "--root-keys", path("rk"), "--passphrase-file", path("passphrase")))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(root_threshold)");
        assertThat(keys("renew", "--root-keys", path("rk2"))).isZero();
        assertThat(hub.newest().roles()).isEqualTo(second.roles());
        assertThat(hub.newest().version()).isEqualTo(3);
    }

    @Test
    void a_change_that_the_keys_here_cannot_sign_makes_nothing() throws Exception {
        create("rk", "2", "2");
        Files.delete(folder.resolve("rk/root-2.pem"));

        assertThat(keys(
                        "rotate",
                        "--role",
                        "root",
                        "--root-keys",
                        path("rk"),
                        "--new-root-keys",
                        path("rk2"),
                        "--passphrase-file",
                        path("passphrase"),
                        "--no-passphrase"))
                .isEqualTo(1);

        assertThat(ctos.err)
                .contains("1 good signatures of present root keys and needs 2")
                .contains("(root_threshold)");
        assertThat(folder.resolve("rk2")).doesNotExist();
        assertThat(hub.newest().version()).isEqualTo(1);
    }

    @Test
    void one_online_role_gets_a_new_key_and_the_others_keep_theirs() throws Exception {
        create("rk", "1", "1");
        Root first = hub.newest();

        assertThat(keys(
                        "rotate",
                        "--role",
                        "timestamp",
                        "--root-keys",
                        path("rk"),
                        "--passphrase-file",
                        path("passphrase")))
                .isZero();

        assertThat(hub.newest().roles().get(Role.TIMESTAMP))
                .isNotEqualTo(first.roles().get(Role.TIMESTAMP));
        for (String role : List.of(Role.ROOT, Role.SNAPSHOT, Role.TARGETS)) {
            assertThat(hub.newest().roles().get(role)).isEqualTo(first.roles().get(role));
        }
        assertThat(ctos.out).contains("next list");
    }

    @Test
    void key_holders_on_several_machines_sign_one_after_the_other() throws Exception {
        for (String holder : List.of("ada", "bob", "eve")) {
            assertThat(ctos.run("keygen", "--out", path(holder + "/key.pem"), "--no-passphrase"))
                    .isZero();
        }
        assertThat(keys(
                        "prepare",
                        "--root-key",
                        path("ada/public.pem"),
                        "--root-key",
                        path("bob/public.pem"),
                        "--threshold",
                        "2",
                        "--out",
                        path("draft.json")))
                .isZero();

        assertThat(sign("ada")).isZero();
        assertThat(keys("finish", "--draft", path("draft.json"))).isEqualTo(1);
        assertThat(ctos.err).contains("(root_threshold)");
        assertThat(sign("eve")).isZero();
        assertThat(keys("finish", "--draft", path("draft.json"))).isEqualTo(1);
        assertThat(sign("bob")).isZero();
        assertThat(keys("finish", "--draft", path("draft.json"))).isZero();
        assertThat(hub.newest().version()).isEqualTo(1);
        assertThat(hub.onlineKey(Role.TARGETS)).exists();

        // Bob leaves, Eve comes: both old ones and both new ones sign.
        assertThat(keys(
                        "prepare",
                        "--root-key",
                        path("ada/public.pem"),
                        "--root-key",
                        path("eve/public.pem"),
                        "--role",
                        "snapshot",
                        "--out",
                        path("next.json")))
                .isZero();
        assertThat(ctos.run("hub", "keys", "sign", "--draft", path("next.json"), "--key", path("ada/key.pem")))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(consent_missing)");
        for (String holder : List.of("ada", "bob", "eve")) {
            assertThat(ctos.run(
                            "hub",
                            "keys",
                            "sign",
                            "--draft",
                            path("next.json"),
                            "--key",
                            path(holder + "/key.pem"),
                            "--yes"))
                    .isZero();
        }
        assertThat(keys("finish", "--draft", path("next.json"))).isZero();
        assertThat(hub.newest().version()).isEqualTo(2);
        assertThat(keys("finish", "--draft", path("next.json"))).isEqualTo(1);
        assertThat(ctos.err).contains("(root_order)");
    }

    private int create(String rootKeys, String keys, String threshold) {
        return keys(
                "create",
                "--root-keys",
                path(rootKeys),
                "--keys",
                keys,
                "--threshold",
                threshold,
                "--passphrase-file",
                path("passphrase"));
    }

    private int sign(String holder) {
        return ctos.run(
                "hub", "keys", "sign", "--draft", path("draft.json"), "--key", path(holder + "/key.pem"), "--yes");
    }

    private int keys(String... arguments) {
        List<String> all = new ArrayList<>(List.of("hub", "keys"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--hub-home", path("hub")));
        return ctos.run(all.toArray(String[]::new));
    }

    private JsonNode shown() throws Exception {
        assertThat(keys("show", "--json")).isZero();
        return Json.readTree(ctos.out.getBytes());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
