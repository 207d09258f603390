package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;

/** Whoever runs a hub: withdraws and publishes releases, and has the root keys, which lie off the hub. */
final class HubOperator {

    static final String CRM = "net.chingtech.crm";

    private final HubProcess hub;
    private final Path work;
    private final Ctos ctos;
    private final HttpClient http = HttpClient.newHttpClient();
    private Path rootKeys;
    private int rotations;
    private int patch = 1;

    private HubOperator(HubProcess hub, Path work, Path rootKeys) {
        this.hub = hub;
        this.work = work;
        this.ctos = new Ctos(hub.home());
        this.rootKeys = rootKeys;
    }

    /** Starts a hub whose root takes two signatures of three keys. */
    static HubOperator start(Path work) {
        Path home = work.resolve("hub-home");
        Path keys = work.resolve("root-keys");
        new Ctos(home)
                .succeed(
                        "hub",
                        "keys",
                        "create",
                        "--root-keys",
                        keys.toString(),
                        "--keys",
                        "3",
                        "--threshold",
                        "2",
                        "--no-passphrase");
        return new HubOperator(HubProcess.start(home), work, keys);
    }

    HubProcess hub() {
        return hub;
    }

    /** Lets the hub sign new lists: a release is yanked and offered again, so that in the end nothing is different. */
    void moveOn(String id, String version) {
        withdraw(id, version, "yank", "Tried out.");
        withdraw(id, version, "unyank", "Tried out.");
    }

    /** @param action yank, unyank or revoke */
    void withdraw(String id, String version, String action, String reason) {
        String token = Ctos.read(hub.home().resolve("secrets/publish-token")).strip();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(hub.url() + AttackScene.releasePath(id, version) + "/" + action))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"reason\":\"" + reason + "\"}"))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as(action + ": " + response.body())
                    .isBetween(200, 204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Publishes the next release of a skill. @return its version */
    String publishNextCrm() {
        String version = "2.0." + ++patch;
        Path jar = LaterRelease.of("crm", "2.0.1", version, null, UnaryOperator.identity(), work);
        ctos.succeed("publish", jar.toString(), "--hub", hub.url());
        return version;
    }

    /** Gives roles new keys while the hub runs. */
    void rotate(String... roles) {
        List<String> words = new ArrayList<>(List.of("hub", "keys", "rotate", "--root-keys", rootKeys.toString()));
        for (String role : roles) {
            words.addAll(List.of("--role", role));
        }
        if (List.of(roles).contains("all")) {
            rootKeys = work.resolve("root-keys-" + ++rotations);
            words.addAll(List.of("--new-root-keys", rootKeys.toString(), "--no-passphrase"));
        }
        ctos.succeed(words.toArray(String[]::new));
    }

    Root root() throws Exception {
        return folder().newest();
    }

    /** One of the root keys, where two are needed. */
    SigningKey oneRootKey() throws Exception {
        return SigningKey.read(HubFolder.rootKeys(rootKeys).get(0));
    }

    private HubFolder folder() {
        return new HubFolder(hub.home().resolve("hub"));
    }
}
