package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that an administrator brings as a file: proven like any other, at home on the disk from then on. */
class DiskTest {

    private static final Change FROM_DISK = new Change.Install(CRM, null, null, Change.DISK);

    @TempDir
    Path folder;

    Rig rig;
    final TestPublisher stranger = TestPublisher.of("Stranger", Tier.OFFICIAL, "net.chingtech");

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
    }

    @Test
    void verifiedPublisher_needsNoExplicitYes_andIsShownAsFromAFile() throws Exception {
        ReleaseStatement statement = take(rig.official, skill(CRM, "2.0.1"));
        assertThat(statement.id()).isEqualTo(CRM);
        assertThat(rig.parts.agent.sources()).hasSize(1);

        Plan plan = rig.plan(FROM_DISK);
        Plan.Item item = plan.items().get(0);
        assertThat(item.flags()).isEmpty();
        assertThat(item.source()).isEqualTo(Change.DISK);
        assertThat(item.trust().words()).singleElement().asString().contains("comes from a file");
        assertThat(plan.summary().get(0)).contains("in a file");
        rig.succeed(FROM_DISK);
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
        assertThat(rig.hub.fetched).isZero();
    }

    @Test
    void releaseThatASourceRevoked_isNotSavedByComingAsAFile() throws Exception {
        SignedRelease signed = rig.publish(skill(CRM, "2.0.1"));
        rig.hub.revoked.put(signed.statement().artifact().sha256(), new Revoked("It mines coins.", TestPublisher.NOW));
        rig.parts.agent.take(signed.jar(), signed.envelope());
        Plan.Item item = rig.plan(FROM_DISK).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.REVOKED);
        assertThat(item.trust().words()).anyMatch(word -> word.contains("It mines coins."));
        rig.hub.down = true;
        assertThat(rig.plan(FROM_DISK).items().get(0).flags()).isEmpty();
    }

    @Test
    void unverifiedPublisher_needsAnExplicitYes_andIsPinned() throws Exception {
        take(stranger, skill(CRM, "2.0.1"));
        Plan.Item item = rig.plan(FROM_DISK).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.UNVERIFIED);
        assertThat(item.host()).isEqualTo("process");
        rig.succeed(FROM_DISK);
        assertThat(rig.parts.agent.pins()).singleElement().satisfies(pin -> {
            assertThat(pin.source()).isEqualTo(Change.DISK);
            assertThat(pin.keyId()).isEqualTo(stranger.key().keyId());
        });
        take(TestPublisher.of("Stranger", Tier.OFFICIAL, "net.chingtech"), skill(CRM, "2.1.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("publisher_key_changed");
    }

    @Test
    void updates_comeFromFilesOnly() throws Exception {
        take(rig.official, skill(CRM, "2.0.1"));
        rig.succeed(FROM_DISK);
        rig.publish(skill(CRM, "9.0.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("up_to_date");
        assertThat(rig.parts.agent.checkForUpdates().failed()).isEmpty();

        take(rig.official, skill(CRM, "2.1.0").json("channel", "beta"));
        assertThat(rig.refused(FROM_DISK).nextStep()).contains("./ctos update net.chingtech.crm");
        rig.update(CRM, null);
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.1.0");
        rig.succeed(new Change.Rollback(CRM, null));
        assertThat(rig.answering()).containsExactly("net.chingtech.crm@2.0.1");
    }

    @Test
    void fileThatNobodyNames_isNoOffer() throws Exception {
        take(rig.official, skill(CRM, "2.0.1"));
        assertThat(rig.refused(new Change.Install(CRM, null)).code()).isEqualTo("skill_unknown");
        rig.publish(skill(ACCOUNTING, "1.0.0", CRM.value(), "*"));
        assertThat(rig.refused(new Change.Install(ACCOUNTING, null)).code()).isEqualTo("dependency_missing");
    }

    @Test
    void dependenciesOfAFile_comeFromFilesFirst() throws Exception {
        take(rig.official, skill(ACCOUNTING, "1.0.0", CRM.value(), "*"));
        rig.publish(skill(CRM, "9.0.0"));
        Change accounting = new Change.Install(ACCOUNTING, null, null, Change.DISK);
        assertThat(rig.plan(accounting).items())
                .extracting(Plan.Item::source)
                .containsExactly("skillhub:test", Change.DISK);
        take(rig.official, skill(CRM, "2.0.1"));
        assertThat(rig.plan(accounting).items()).extracting(Plan.Item::source).containsOnly(Change.DISK);
    }

    @Test
    void idThatIsAtHomeInASource_isNotTakenFromAFile() throws Exception {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        rig.succeed(new Change.Uninstall(CRM, false));
        take(rig.official, skill(CRM, "2.1.0"));
        assertThat(rig.refused(FROM_DISK).code()).isEqualTo("home_elsewhere");
        rig.parts.agent.forget(CRM, "admin");
        assertThat(rig.plan(FROM_DISK).items()).hasSize(1);
    }

    @Test
    void fileThatIsNotTheStatements_refusedAndNotKept() throws Exception {
        SignedRelease one = signed(rig.official, skill(CRM, "2.0.1"));
        SignedRelease other = signed(rig.official, skill(CRM, "2.1.0"));
        assertThat(refused(() -> rig.parts.agent.take(other.jar(), one.envelope()))
                        .code())
                .isEqualTo("digest_mismatch");
        assertThat(refused(() -> rig.parts.agent.take(folder.resolve("nothing.jar"), one.envelope()))
                        .code())
                .isEqualTo("artifact_unreadable");
        Files.writeString(one.jar(), "x", StandardOpenOption.APPEND);
        assertThat(refused(() -> rig.parts.agent.take(one.jar(), one.envelope()))
                        .code())
                .isEqualTo("digest_mismatch");
        assertThat(rig.home.root().resolve("skills/files")).isEmptyDirectory();
    }

    @Test
    void skillThatIsNotLawful_refusedWhenItComes() {
        Problem problem = refused(() -> take(rig.official, skill(CRM, "2.0.1").header("Bundle-NativeCode", "x.so")));
        assertThat(problem.code()).startsWith("header_");
    }

    @Test
    void keptForADay_andOverARestart() throws Exception {
        take(rig.official, skill(CRM, "2.0.1"));
        rig.clock.pass(Duration.ofHours(23));
        rig.restart();
        assertThat(rig.plan(FROM_DISK).items()).hasSize(1);
        rig.clock.pass(Duration.ofHours(2));
        assertThat(rig.refused(FROM_DISK).code()).isEqualTo("skill_unknown");
        assertThat(rig.home.root().resolve("skills/files")).isEmptyDirectory();
    }

    @Test
    void fileThatIsChangedAfterItCame_isNotInstalled() throws Exception {
        ReleaseStatement statement = take(rig.official, skill(CRM, "2.0.1"));
        Plan plan = rig.plan(FROM_DISK);
        Path kept =
                rig.home.root().resolve("skills/files/" + statement.artifact().sha256() + "/artifact.jar");
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept, bytes);
        assertThat(rig.carryOut(Rig.yes(plan)).problem().code()).isEqualTo("digest_mismatch");
        assertThat(rig.parts.store.state().find(CRM)).isEmpty();
    }

    @Test
    void manyFiles_theOldestGo() throws Exception {
        for (int i = 0; i <= 20; i++) {
            rig.clock.pass(Duration.ofSeconds(2));
            take(rig.official, skill(CRM, "1.0." + i));
        }
        assertThat(rig.home.root().resolve("skills/files")).isDirectoryNotContaining("glob:**.new");
        try (Stream<Path> files = Files.list(rig.home.root().resolve("skills/files"))) {
            assertThat(files).hasSize(20);
        }
        assertThat(rig.refused(new Change.Install(CRM, SkillVersion.of("1.0.0"), null, Change.DISK))
                        .code())
                .isEqualTo("version_unknown");
    }

    private ReleaseStatement take(TestPublisher publisher, TestSkill skill) throws Exception {
        SignedRelease signed = signed(publisher, skill);
        return rig.parts.agent.take(signed.jar(), signed.envelope());
    }

    private SignedRelease signed(TestPublisher publisher, TestSkill skill) {
        return rig.publish(new FakeSource("nowhere"), publisher, skill);
    }
}
