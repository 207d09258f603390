package net.chingtech.ctos.skillhub.client.internal;

import static net.chingtech.ctos.skillhub.client.internal.Samples.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.verify.hub.RootPin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hub it is that a container talks to: by its root, and by nothing else. */
class RootTest {

    private final Clockwork clockwork = new Clockwork();

    @TempDir
    Path folder;

    private TestHub server;
    private SigningHub signer;
    private SkillHub hub;

    @BeforeEach
    void start() throws IOException {
        server = new TestHub();
        signer = new SigningHub(server, clockwork);
        ReleaseInfo info = Samples.info("1.0.0", Channel.STABLE, null);
        server.json("/api/v1/skills/org.example.notes/versions/1.0.0", info);
        signer.list(new ListedSkill(NOTES, List.of(Samples.listed(info))));
        hub = clockwork.hubAt(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    private SkillHubSource source(RootPin pin) {
        return new SkillHubSource(
                hub,
                signer.lists(hub, folder, pin),
                Tier.OFFICIAL,
                clockwork,
                new RaterSecret(folder.resolve("rater")));
    }

    private static Problem refusal(SkillHubSource source) {
        return catchThrowableOfType(
                        ProvisioningException.class, () -> source.releases(NOTES, VersionRange.ANY, Channel.STABLE))
                .problem();
    }

    @Test
    void hubWhoseRootNobodyGave_offersNothing_andShowsWhatToCompare() {
        SkillHubSource source = source(RootPin.none());
        Problem problem = refusal(source);

        assertThat(problem.code()).isEqualTo("hub_root_unknown");
        assertThat(problem.detail())
                .contains("SkillHub test at " + server.url())
                .contains("sha256:" + signer.fingerprint());
        assertThat(problem.nextStep())
                .contains("by another way")
                .contains("./ctos hub add " + server.url() + " --name test --root sha256:" + signer.fingerprint());
        assertThat(source.status().problem().code()).isEqualTo("hub_root_unknown");
        assertThat(source.status().rootFingerprint()).isNull();
    }

    @Test
    void rootFile_isAsGoodAsItsDigest() throws Exception {
        assertThat(source(RootPin.file(signer.root())).releases(NOTES, VersionRange.ANY, Channel.STABLE))
                .hasSize(1);
    }

    @Test
    void hubThatShowsAnotherRoot_isRefused_withBothFingerprints() throws Exception {
        SkillHubSource source = source(RootPin.sha256(signer.fingerprint()));
        source.releases(NOTES, VersionRange.ANY, Channel.STABLE);

        // Somebody else answers at the same address from now on.
        SigningHub other = new SigningHub(server, clockwork);
        clockwork.pass(Duration.ofSeconds(3));

        Problem problem = refusal(source);
        assertThat(problem.code()).isEqualTo("hub_root_changed");
        assertThat(problem.detail())
                .contains("sha256:" + other.fingerprint())
                .contains("sha256:" + signer.fingerprint());
        assertThat(problem.nextStep())
                .contains("./ctos hub remove test")
                .contains("./ctos hub add " + server.url() + " --name test --root sha256:" + other.fingerprint())
                .contains("installed skills keep running");
        assertThat(source.status().rootFingerprint()).isEqualTo(signer.fingerprint());

        // And from the beginning, when nothing is kept yet.
        SkillHubSource first = new SkillHubSource(
                hub,
                signer.lists(hub, folder.resolve("new"), RootPin.sha256(signer.fingerprint())),
                Tier.OFFICIAL,
                clockwork,
                new RaterSecret(folder.resolve("rater")));
        assertThat(refusal(first).code()).isEqualTo("hub_root_changed");
    }
}
