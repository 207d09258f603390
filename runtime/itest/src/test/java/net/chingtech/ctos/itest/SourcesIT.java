package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a container takes a skill from that several may have: its own hub, another hub, a file on the disk. */
class SourcesIT {

    private static final String ACCOUNTING = "net.chingtech.accounting";
    private static final String CRM = "net.chingtech.crm";
    private static final String WATCH = "org.example.watch";

    @TempDir
    Path work;

    @Test
    void dependencyComesFromWhereItsSkillDoes_andAFileNeedsAYesOfItsOwn() {
        Path home = work.resolve("ctos-home");
        try (HubProcess other = HubProcess.start(work.resolve("other-home"))) {
            Path higher = LaterRelease.of("crm", "2.0.1", "2.9.9", null, UnaryOperator.identity(), work);
            new Ctos(other.home()).succeed("publish", higher.toString(), "--hub", other.url());
            try (RunningContainer container = RunningContainer.start(home)) {
                container
                        .ctos()
                        .succeed(
                                "hub",
                                "add",
                                "other",
                                other.url(),
                                "--root",
                                other.root().toString(),
                                "--max-tier",
                                "official");
            }
            other.authoritiesAreTrustedBy(home);
            try (RunningContainer container = RunningContainer.start(home)) {
                dependencyIsNotTakenFromTheOtherHub(container);
                fileThatNobodyVouchesFor_takesItsOwnYes(container);
            }
        }
    }

    private static void dependencyIsNotTakenFromTheOtherHub(RunningContainer container) {
        container.ctos().refuse("id_ambiguous", "install", CRM, "--yes");
        container.ctos().refuse("id_ambiguous", "install", ACCOUNTING, "--yes");
        JsonNode fromOther = container.awaitPlan(Map.of("action", "install", "id", CRM, "source", "skillhub:other"));
        assertThat(fromOther.at("/items/0/to").asText())
                .as("what the other hub would have")
                .isEqualTo("2.9.9");

        container.ctos().succeed("install", ACCOUNTING, "--source", "local", "--yes");
        for (String id : new String[] {ACCOUNTING, CRM}) {
            assertThat(skill(container, id).path("source").asText()).isEqualTo("skillhub:local");
        }
        assertThat(skill(container, CRM).path("version").asText()).isEqualTo("2.0.1");
        container.ctos().refuse("version_unknown", "update", CRM, "--version", "2.9.9", "--yes");
        JsonNode updates = RunningContainer.json(
                container.rest("POST", "updates/check", null).body());
        assertThat(updates.path("failed")).isEmpty();
        assertThat(updates.toString()).doesNotContain("2.9.9");
    }

    private void fileThatNobodyVouchesFor_takesItsOwnYes(RunningContainer container) {
        Path signed = signedByAStranger();
        String[] install = {"install", signed.toString(), "--yes", "--weaker-host"};
        container.ctos().refuse("--unverified", install);
        assertThat(container.ctos().say("list").out()).doesNotContain(WATCH);

        container.ctos().succeed("install", signed.toString(), "--yes", "--weaker-host", "--unverified");
        assertThat(skill(container, WATCH).path("source").asText()).isEqualTo("disk");
        assertThat(skill(container, WATCH).path("status").asText()).isEqualTo("active");
    }

    /** Whose authority no container trusts. */
    private Path signedByAStranger() {
        Ctos stranger = new Ctos(work.resolve("stranger-home"));
        Path authority = work.resolve("stranger-authority");
        stranger.succeed(
                "keygen",
                "--authority",
                "Stranger",
                "--out",
                authority.toString(),
                "--tier",
                "community",
                "--no-passphrase");
        Path key = work.resolve("stranger/key.pem");
        stranger.succeed("keygen", "--out", key.toString(), "--no-passphrase");
        Path certificate = work.resolve("stranger.pem");
        stranger.succeed(
                "authority",
                "issue",
                "--authority",
                authority.toString(),
                "--key-file",
                key.resolveSibling("public.pem").toString(),
                "--publisher",
                "Stranger",
                "--namespace",
                "org.example",
                "--tier",
                "community",
                "--out",
                certificate.toString());
        Path jar = LaterRelease.of("watch", "1.0.0", "1.0.1", null, UnaryOperator.identity(), work);
        stranger.succeed("sign", jar.toString(), "--key", key.toString(), "--cert", certificate.toString());
        return work.resolve("watch-1.0.1-signed.jar");
    }

    private static JsonNode skill(RunningContainer container, String id) {
        return RunningContainer.json(container.rest("GET", "skills/" + id, null).body());
    }
}
