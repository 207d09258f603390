package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.chingtech.ctos.sign.PublicKeyFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher loses its key, and its authority says which one follows: a running container tells, and asks before it goes on. */
class KeyChangeIT {

    private static final String CRM = "net.chingtech.crm";
    private static final String REASON = "The laptop was stolen.";

    /** Also asks every second; the usual hour would be long for a test. */
    private static final Map<String, String> ASKING_OFTEN = Map.of("JAVA_TOOL_OPTIONS", "-Dctos.revocation.seconds=1");

    @TempDir
    Path work;

    private Path key;
    private Path certificate;

    @BeforeEach
    void names() {
        key = work.resolve("new/key.pem");
        certificate = work.resolve("new.cert.pem");
    }

    @Test
    void replacedKey_isToldWithBothFingerprints_andTakenOnlyWithAYesOfItsOwn() throws Exception {
        try (RunningContainer container = RunningContainer.start(work.resolve("ctos-home"), ASKING_OFTEN)) {
            container.ctos().succeed("install", CRM, "--yes");
            String lost = pinnedKey(container);
            String next = replace(container, lost);
            assertThat(next).isNotEqualTo(lost);
            container.ctos().refuse("publisher_looks_alike", publishing("2.0.2"));

            container.ctos().succeed("publish", "--notice", certificate + ".notice.json");
            assertTold(container, lost, next);
            container.ctos().refuse("key_replaced", "publish", release("2.0.3").toString());
            container.ctos().succeed(publishing("2.0.2"));

            JsonNode plan = container.awaitPlan(Map.of("action", "update", "id", CRM));
            assertThat(plan.at("/items/0/flags").toString()).isEqualTo("[\"new_key\"]");
            assertThat(plan.toString()).contains("sha256:" + lost, "sha256:" + next, REASON);
            container.ctos().refuse("--new-key", "update", CRM, "--yes");
            assertThat(version(container)).isEqualTo("2.0.1");
            assertThat(pinnedKey(container)).isEqualTo(lost);

            container.ctos().succeed("update", CRM, "--yes", "--new-key");
            assertThat(version(container)).isEqualTo("2.0.2");
            assertThat(pinnedKey(container)).isEqualTo(next);
            container.ctos().succeed("call", "crm_customer", "{\"customer\":\"C-001\"}");
            container.ctos().succeed("audit", "verify");
        }
    }

    /** As the authority and the publisher do it together. @return the key that follows */
    private String replace(RunningContainer container, String lost) throws Exception {
        container.ctos().succeed("keygen", "--out", key.toString(), "--no-passphrase");
        Path handedIn = key.resolveSibling("public.pem");
        container
                .ctos()
                .succeed(
                        "authority",
                        "issue",
                        "--authority",
                        "official",
                        "--key-file",
                        handedIn.toString(),
                        "--publisher",
                        "Ching Tech",
                        "--namespace",
                        "net.chingtech",
                        "--tier",
                        "official",
                        "--out",
                        certificate.toString(),
                        "--replaces",
                        "sha256:" + lost,
                        "--reason",
                        REASON);
        return PublicKeyFile.keyId(PublicKeyFile.read(handedIn));
    }

    private static void assertTold(RunningContainer container, String lost, String next) {
        JsonNode alerts = container
                .awaitRest("alerts", answer -> !answer.path("alerts").isEmpty())
                .path("alerts");
        assertThat(alerts).hasSize(1);
        assertThat(alerts.at("/0/problem/code").asText()).isEqualTo("key_replaced");
        assertThat(alerts.at("/0/skill").asText()).isEqualTo(CRM);
        assertThat(alerts.at("/0/problem/detail").asText()).contains("sha256:" + lost, "sha256:" + next, REASON);
        assertThat(container.rest("GET", "skills/" + CRM, null).body()).contains("\"active\"");
    }

    /** The words that publish a release signed with the new key. */
    private String[] publishing(String version) {
        return new String[] {
            "publish", release(version).toString(), "--key", key.toString(), "--cert", certificate.toString()
        };
    }

    private Path release(String version) {
        return LaterRelease.of("crm", "2.0.1", version, null, UnaryOperator.identity(), work);
    }

    private static String pinnedKey(RunningContainer container) {
        JsonNode pins = RunningContainer.json(
                        container.rest("GET", "trust", null).body())
                .path("pins");
        for (JsonNode pin : pins) {
            if (pin.path("id").asText().equals(CRM)) {
                return pin.path("key_id").asText().replace("sha256:", "");
            }
        }
        throw new AssertionError("not pinned: " + pins);
    }

    private static String version(RunningContainer container) {
        return RunningContainer.json(
                        container.rest("GET", "skills/" + CRM, null).body())
                .path("version")
                .asText();
    }
}
