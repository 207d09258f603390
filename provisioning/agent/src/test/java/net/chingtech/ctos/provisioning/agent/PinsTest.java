package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Pinned;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of pins, as this version writes it and as the one before did. */
class PinsTest {

    @TempDir
    Path folder;

    Rig rig;
    Path file;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        file = rig.home.trust().resolve("pins.json");
    }

    @Test
    void pin_holdsSourcePublisherKeyAndAuthority_overARestart() throws Exception {
        Pinned before = rig.parts.agent.pins().get(0);
        assertThat(Json.readTree(Files.readAllBytes(file)).path("format").asInt())
                .isEqualTo(2);
        assertThat(before.publisher()).isEqualTo("Ching Tech");
        assertThat(before.keyId()).isEqualTo(rig.official.key().keyId());
        assertThat(before.authority()).isEqualTo(rig.official.authority().key().keyId());
        assertThat(before.since()).isEqualTo(rig.clock.instant());
        assertThat(rig.restart().parts.agent.pins()).containsExactly(before);
    }

    @Test
    void updateWithTheSameKey_keepsTheTimeOfThePin() {
        Pinned before = rig.parts.agent.pins().get(0);
        rig.clock.pass(Duration.ofHours(1));
        rig.publish(skill(CRM, "2.1.0"));
        rig.update(CRM, null);
        assertThat(rig.parts.agent.pins()).containsExactly(before);
    }

    @Test
    void formatOfBefore_isRead_andCompletedByWhatIsInstalled() throws Exception {
        Pinned before = rig.parts.agent.pins().get(0);
        writeFormat1();
        assertThat(rig.restart().parts.agent.pins())
                .satisfiesExactly(
                        crm -> {
                            assertThat(crm.keyId()).isEqualTo(before.keyId());
                            assertThat(crm.authority()).isEqualTo(before.authority());
                        },
                        notInstalled -> assertThat(notInstalled.authority()).isNull());
        rig.publish(skill(CRM, "2.1.0"));
        assertThat(rig.plan(new Change.Update(CRM, null)).items().get(0).flags())
                .isEmpty();
        rig.update(CRM, null);
        assertThat(Json.readTree(Files.readAllBytes(file))
                        .path("pins")
                        .path(CRM.value())
                        .path("authority")
                        .asText())
                .isEqualTo(before.authority());
    }

    @Test
    void pinOfBefore_itsAuthorityRevokesTheKey() throws Exception {
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.install(NOTES, null);
        writeFormat1();
        rig.restart();
        rig.hub.listedAt = TestPublisher.NOW;
        rig.hub.notices.add(NoticeSigner.revocation(
                rig.community.authority(),
                "Example",
                rig.community.key().keyId(),
                TestPublisher.NOW,
                "The key was stolen.",
                TestPublisher.NOW));
        rig.parts.poll.poll();
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
    }

    @Test
    void removedFile_isMadeAgainFromWhatIsInstalled_andTold() throws Exception {
        Pinned before = rig.parts.agent.pins().get(0);
        Files.delete(file);
        rig.restart();
        assertThat(rig.parts.agent.pins()).containsExactly(before);
        assertThat(rig.parts.agent.alerts()).hasSize(1);
        assertThat(rig.parts.agent.alerts().get(0).problem().code()).isEqualTo("lock_changed");
        assertThat(rig.parts.agent.alerts().get(0).problem().detail()).contains("trust/pins.json", CRM.value());
        TestPublisher thief = TestPublisher.of(rig.official.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        rig.publish(rig.hub, thief, skill(CRM, "2.1.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("publisher_key_changed");
    }

    @Test
    void pinOfBefore_isNotOneOfAnUnverifiedPublisher() throws Exception {
        writeFormat1();
        rig.restart();
        TestPublisher stranger =
                TestPublisher.of(TestPublisher.authority("Elsewhere"), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        rig.publish(rig.hub, stranger, skill(CRM, "2.1.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("publisher_unknown");
    }

    @Test
    void pinOfBefore_itsAuthorityIsKnownByWhatIsInstalled() throws Exception {
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.install(NOTES, null);
        writeFormat1();
        rig.restart();
        TestPublisher next = TestPublisher.of(rig.community.authority(), "Example", Tier.COMMUNITY, "org.example");
        rig.publish(rig.hub, next, skill(NOTES, "1.1.0"));
        // An authority that is not official replaces only keys for which it vouched itself.
        rig.hub.notices.add(NoticeSigner.replacement(
                rig.community.authority(),
                "Example",
                rig.community.key().keyId(),
                next.key().publicKey(),
                "",
                TestPublisher.NOW));
        assertThat(rig.plan(new Change.Update(NOTES, null)).items().get(0).flags())
                .containsExactly(Plan.Flag.NEW_KEY);
    }

    @Test
    void newerFormat_refusesToStart() throws Exception {
        Files.writeString(file, Files.readString(file).replace("\"format\" : 2", "\"format\" : 3"));
        assertThat(Rig.refused(rig::open).code()).isEqualTo("registry_newer");
    }

    private void writeFormat1() throws Exception {
        Files.writeString(
                file,
                "{\"format\":1,\"pins\":{" + pin(CRM, "Ching Tech", rig.official) + ","
                        + pin(NOTES, "Example", rig.community) + "}}");
    }

    private static String pin(SkillId id, String name, TestPublisher publisher) {
        return "\"" + id + "\":{\"source\":\"skillhub:test\",\"publisher\":\""
                + name + "\",\"key_id\":\"" + publisher.key().keyId()
                + "\",\"since\":\"2026-02-01T00:00:00Z\"}";
    }
}
