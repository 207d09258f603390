package net.chingtech.ctos.verify.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.sign.SigningKey;
import org.junit.jupiter.api.Test;

/** Which root is trusted, and by which clock. */
class HubTrustTest extends HubTest {

    @Test
    void damagedTrustedRoot_isNotReplacedByWhatTheHubSays() throws Exception {
        metadata().refresh();
        Path root = folder.resolve("trusted-root.json");
        Files.writeString(root, "{}");

        HubMetadata metadata = metadata();

        assertThat(refusal(metadata::refresh).code()).isEqualTo("hub_root_unknown");
        assertThat(refusal(() -> metadata.skill(Hub.NOTES)).code()).isEqualTo("hub_root_unknown");
        assertThat(metadata.freshness().problem().code()).isEqualTo("hub_root_unknown");
        assertThat(root).hasContent("{}");

        Files.delete(root);
        metadata.refresh();
    }

    @Test
    void hubWithoutAPin_isRefused_showingItsFingerprint() throws Exception {
        HubMetadata metadata = metadata(RootPin.none());

        Problem problem = refusal(metadata::refresh);

        assertThat(problem.code()).isEqualTo("hub_root_unknown");
        assertThat(problem.detail()).contains("sha256:" + Digests.sha256Hex(hub.firstRoot()));
        assertThat(metadata.freshness().rootFingerprint()).isNull();
    }

    @Test
    void anotherPinThanBefore_isRefused_showingBoth() throws Exception {
        metadata().refresh();
        byte[] other = Hub.open().firstRoot();

        Problem problem = refusal(() -> metadata(RootPin.file(other)).refresh());

        assertThat(problem.code()).isEqualTo("hub_root_changed");
        assertThat(problem.detail()).contains(Digests.sha256Hex(hub.firstRoot()), Digests.sha256Hex(other));
    }

    @Test
    void rootFileAsPin_needsNoFirstRootOfTheHub() throws Exception {
        byte[] pinned = hub.firstRoot();
        hub.files.remove("1.root.json");

        HubMetadata metadata = metadata(RootPin.file(pinned));
        metadata.refresh();

        Freshness freshness = metadata.freshness();
        assertThat(freshness.rootFingerprint()).isEqualTo("sha256:" + Digests.sha256Hex(pinned));
        assertThat(freshness.rootVersion()).isEqualTo(1);
        assertThat(freshness.problem()).isNull();
        assertThat(refusal(() -> metadata(RootPin.file(new byte[] {'{', '}'}), "other")
                                .refresh())
                        .code())
                .isEqualTo("metadata_invalid");
    }

    @Test
    void moreRotationsThanOneRefreshFollows_areFollowedByTheNext() throws Exception {
        for (int i = 0; i < 70; i++) {
            hub.publishRoot(hub.keys);
        }
        HubMetadata metadata = metadata();

        metadata.refresh();
        assertThat(metadata.freshness().rootVersion()).isEqualTo(65);
        metadata.refresh();
        assertThat(metadata.freshness().rootVersion()).isEqualTo(71);
        assertThat(metadata.freshness().rootFingerprint()).isEqualTo("sha256:" + Digests.sha256Hex(hub.firstRoot()));
    }

    @Test
    void listsOfARevokedKey_areForgotten_evenWhenTheRestFails() throws Exception {
        HubMetadata metadata = metadata();
        metadata.refresh();
        versions(metadata);
        hub.publishRoot(hub.keys.withOnline(SigningKey.generate(), hub.keys.snapshot(), hub.keys.targets()));
        network.hide("timestamp.json");

        assertThat(refusal(metadata::refresh).code()).isEqualTo("metadata_unreachable");

        assertThat(refusal(() -> metadata.skill(Hub.NOTES)).code()).isEqualTo("metadata_unreachable");
    }

    @Test
    void expiredList_saysWhichOneWhen_andBothClocks() throws Exception {
        Instant hubSays = Hub.START.plus(Duration.ofDays(3)).minusSeconds(200);
        HubMetadata metadata = metadata(hubSays);
        clock.pass(Duration.ofDays(3));

        Problem problem = refusal(metadata::refresh);

        assertThat(problem.code()).isEqualTo("metadata_expired");
        assertThat(problem.detail())
                .contains("timestamp", "2026-06-02T12:00:00Z", "2026-06-04T12:00:00Z", hubSays.toString());
        assertThat(problem.nextStep()).contains("keep running");
    }

    @Test
    void listThatStillHoldsByTheHubsClock_isRefusedForTheClockHere_sayingThatNobodyProvedTheOther() throws Exception {
        Instant hubSays = Hub.START.plusSeconds(5);
        HubMetadata metadata = metadata(hubSays);
        metadata.refresh();
        clock.pass(Duration.ofDays(3));

        Problem problem = refusal(metadata::refresh);

        assertThat(problem.code()).isEqualTo("clock_wrong");
        assertThat(problem.detail())
                .contains("timestamp", "2026-06-02T12:00:00Z", "2026-06-04T12:00:00Z", hubSays.toString())
                .contains("nobody proved");
        assertThat(problem.nextStep()).contains("Set the clock", "holds back", "keep running");
        assertThat(refusal(() -> metadata.skill(Hub.NOTES)).code()).isEqualTo("clock_wrong");
        assertThat(metadata.freshness().problem().code()).isEqualTo("clock_wrong");

        clock.pass(Duration.ofDays(-3));
        metadata.refresh();
        assertThat(metadata.freshness().problem()).isNull();
    }

    @Test
    void clocksThatDisagreeByAMoment_makeAnExpiredListNoBetter() throws Exception {
        HubMetadata metadata = metadata(Hub.START.plus(Duration.ofDays(1)).minusSeconds(1));
        clock.pass(Duration.ofDays(1));

        assertThat(refusal(metadata::refresh).code()).isEqualTo("metadata_expired");
    }

    private HubMetadata metadata(Instant hubSays) throws Exception {
        return HubMetadata.open(
                folder, pin(), new LoopbackFetcher(network.address(), () -> Optional.of(hubSays)), clock);
    }

    @Test
    void clockThatIsSetBackALittle_isNoMatter_andMoreIsCuredAsTheProblemSays() throws Exception {
        HubMetadata metadata = metadata();
        metadata.refresh();
        clock.pass(Duration.ofMinutes(-4));
        metadata.refresh();
        clock.pass(Duration.ofMinutes(-6));

        assertThat(refusal(metadata::refresh).code()).isEqualTo("clock_wrong");
        assertThat(refusal(() -> metadata.skill(Hub.NOTES)).code()).isEqualTo("clock_wrong");
        assertThat(metadata.freshness().problem().code()).isEqualTo("clock_wrong");

        Files.delete(folder.resolve("refreshed"));
        metadata.refresh();
        assertThat(metadata.freshness().problem()).isNull();
    }
}
