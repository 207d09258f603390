package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.agent.standing.Rounds;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is revoked is heard of within the hour, also when the hub was away at the wrong minute. */
class RoundsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    Rig rig;
    Rounds rounds;
    SignedRelease crm;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        crm = rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rounds = rig.parts.rounds("a-container", most -> Duration.ZERO);
        // To the container's own second.
        rig.clock.pass(rounds.ask());
    }

    @Test
    void hour_isTheDefault() throws Exception {
        assertThat(Config.class.getDeclaredMethod("revocationPeriodInSeconds").getDefaultValue())
                .isEqualTo(3_600);
    }

    @Test
    void sourcesThatAnswer_areAskedEveryHour() {
        int before = rig.hub.askedForStanding;
        assertThat(rounds.ask()).isEqualTo(HOUR);
        rig.clock.pass(HOUR);
        assertThat(rounds.ask()).isEqualTo(HOUR);
        assertThat(rig.hub.askedForStanding).isEqualTo(before + 2);
    }

    @Test
    void sourceThatWasAway_isAskedEveryFewMinutes_andWhatItRevokedIsStoppedAsSoonAsItAnswers() throws Exception {
        rig.hub.down = true;
        rig.hub.revoked.put(crm.statement().artifact().sha256(), new Revoked("bad", rig.clock.instant()));
        for (int minutes = 0; minutes < 50; minutes += 5) {
            assertThat(rounds.ask()).isEqualTo(SOON);
            rig.clock.pass(SOON);
        }
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.ACTIVE);
        rig.hub.down = false;
        assertThat(rounds.ask()).isEqualTo(Duration.ofMinutes(10));
        assertThat(rig.parts.agent.installed(CRM).status()).isEqualTo(Status.QUARANTINED);
    }

    @Test
    void sourceThatIsNotBelieved_isAskedAgain_too() {
        rig.hub.down = true;
        rig.hub.downWith = new Problem(422, "metadata_mismatch", "Other bytes.", "Check the network.");
        assertThat(rounds.ask()).isEqualTo(SOON);
    }

    @Test
    void whoAnswered_isNotAskedAgainBeforeTheHour() {
        FakeSource other = new FakeSource("skillhub:other");
        rig.sources.add(other);
        other.down = true;
        int before = rig.hub.askedForStanding;
        for (int minutes = 0; minutes < 60; minutes += 5) {
            rig.clock.pass(rounds.ask());
        }
        assertThat(rig.hub.askedForStanding).isEqualTo(before + 1);
        assertThat(other.askedForStanding).isEqualTo(12);
        rounds.ask();
        assertThat(rig.hub.askedForStanding).isEqualTo(before + 2);
    }

    @Test
    void questionsOfManyContainers_areSpread_andNeverLaterThanTheHour() {
        Rounds spread = rig.parts.rounds("a-container", most -> most);
        rig.hub.down = true;
        assertThat(spread.ask()).isEqualTo(Duration.ofMinutes(6));
        rig.clock.pass(Duration.ofMinutes(57));
        assertThat(spread.ask()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void hubsThatAreLeftAlone_areNotAskedAgainBeforeTheHour() {
        rig.offline = true;
        assertThat(rounds.ask()).isEqualTo(HOUR);
    }
}
