package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which updates could come without asking, and why the others could not. */
class ReleaseAgeTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.publish(asking(skill(CRM, "2.0.1")));
        rig.install(CRM, null);
    }

    @Test
    void youngRelease_isNotSilentUntilItIsADayOld() {
        rig.publish(asking(skill(CRM, "2.0.2")));
        AvailableUpdate update = update(CRM);
        assertThat(update.notSilent().code()).isEqualTo("release_too_young");
        assertThat(update.notSilent().detail()).contains("2026-03-02T12:00:00Z");
        rig.clock.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(update(CRM).notSilent()).isNotNull();
        rig.clock.pass(Duration.ofSeconds(1));
        assertThat(update(CRM).notSilent()).isNull();
    }

    @Test
    void ageCounts_fromWhenItsSourceTookItIn() {
        rig.publish(asking(skill(CRM, "2.0.2")));
        Release young = rig.hub.all().remove(rig.hub.all().size() - 1);
        rig.hub.add(new Release(
                young.source(),
                young.envelope(),
                young.claim(),
                young.info(),
                new Listing(TestPublisher.NOW.plus(Duration.ofHours(20)), false, null)));
        rig.clock.pass(Duration.ofHours(30));
        assertThat(update(CRM).notSilent().code()).isEqualTo("release_too_young");
        rig.clock.pass(Duration.ofHours(14));
        assertThat(update(CRM).notSilent()).isNull();
    }

    @Test
    void officialSecurityFix_isSilentAtOnce() {
        rig.publish(asking(skill(CRM, "2.0.2")).json("security_fix", true));
        assertThat(update(CRM).security()).isTrue();
        assertThat(update(CRM).notSilent()).isNull();
    }

    @Test
    void securityFixOfACommunityPublisher_waitsLikeAnyOther() {
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.install(NOTES, null);
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.1").json("security_fix", true));
        assertThat(update(NOTES).notSilent().code()).isEqualTo("release_too_young");
    }

    @Test
    void securityFixThatAsksForMore_isNotSilentAtAnyAge() {
        rig.publish(asking(skill(CRM, "2.0.2"))
                .json("security_fix", true)
                .json("permissions", List.of("db:read:crm", "network:outbound:api.example")));
        Problem problem = update(CRM).notSilent();
        assertThat(problem.code()).isEqualTo("permissions_added");
        assertThat(problem.detail()).contains("network:outbound:api.example");
        assertThat(problem.more()).hasSize(2).anyMatch(line -> line.startsWith("release_too_young: "));
        assertThat(update(CRM).newPermissions())
                .extracting(SkillPermission::name)
                .containsExactly("network:outbound:api.example");
        rig.clock.pass(Duration.ofDays(30));
        assertThat(update(CRM).notSilent().code()).isEqualTo("permissions_added");
        assertThat(update(CRM).notSilent().more()).isEmpty();
    }

    @Test
    void newOptionalPermission_isANewPermission() {
        rig.clock.pass(Duration.ofDays(2));
        rig.publish(asking(skill(CRM, "2.0.2")).json("optional_permissions", List.of("filesystem:temp")));
        assertThat(update(CRM).notSilent().code()).isEqualTo("permissions_added");
    }

    @Test
    void declinedPermissionThatIsNeededNow_isANewPermission() {
        rig.publish(skill(ACCOUNTING, "1.0.0").json("optional_permissions", List.of("filesystem:temp")));
        Plan plan = rig.plan(new Change.Install(ACCOUNTING, null));
        String key = plan.items().get(0).consentKey();
        rig.carryOut(new Consent(plan.planId(), plan.digest(), Map.of(key, Set.of()), Set.of(), "admin"));
        rig.publish(skill(ACCOUNTING, "1.0.1").json("permissions", List.of("filesystem:temp")));
        rig.clock.pass(Duration.ofDays(2));
        assertThat(update(ACCOUNTING).notSilent().code()).isEqualTo("permissions_added");
    }

    @Test
    void newDependency_isNotSilentAtAnyAge() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.publish(asking(skill(CRM, "2.0.2", ACCOUNTING.value(), "^1.0.0")));
        rig.clock.pass(Duration.ofDays(30));
        Problem problem = update(CRM).notSilent();
        assertThat(problem.code()).isEqualTo("dependency_added");
        assertThat(problem.detail()).contains(ACCOUNTING.value());
    }

    @Test
    void otherKey_isNotSilentAtAnyAge_andBothFingerprintsAreNamed() {
        TestPublisher next = TestPublisher.of(rig.official.authority(), "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        rig.publish(rig.hub, next, asking(skill(CRM, "2.0.2")));
        rig.clock.pass(Duration.ofDays(30));
        Problem problem = update(CRM).notSilent();
        assertThat(problem.code()).isEqualTo("key_changed");
        assertThat(problem.detail())
                .contains(
                        "sha256:" + next.key().keyId(),
                        "sha256:" + rig.official.key().keyId());
    }

    @Test
    void majorVersion_isNotSilentAtAnyAge() {
        rig.publish(asking(skill(CRM, "3.0.0")));
        rig.clock.pass(Duration.ofDays(30));
        assertThat(update(CRM).notSilent().code()).isEqualTo("major_version");
    }

    @Test
    void releaseThatCannotBeProven_isNotSilent() {
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.OFFICIAL, "net.chingtech");
        rig.publish(rig.hub, stranger, asking(skill(CRM, "2.0.2")));
        rig.clock.pass(Duration.ofDays(30));
        assertThat(update(CRM).notSilent().code()).isEqualTo("publisher_unknown");
    }

    @Test
    void onlyWhatHasAnUpdate_isAskedFor() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.install(ACCOUNTING, null);
        rig.publish(asking(skill(CRM, "2.0.2")));
        int before = rig.hub.askedForReleases;
        update(CRM);
        // Once for all that is there, and once for the newest.
        assertThat(rig.hub.askedForReleases).isEqualTo(before + 2);
        update(CRM);
        assertThat(rig.hub.askedForReleases)
                .as("what was seen is not asked for again")
                .isEqualTo(before + 3);
    }

    private AvailableUpdate update(SkillId id) {
        List<AvailableUpdate> updates = rig.parts.agent.checkForUpdates().updates();
        assertThat(updates).extracting(AvailableUpdate::id).contains(id);
        return updates.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private static TestSkill asking(TestSkill skill) {
        return skill.json("permissions", List.of("db:read:crm"));
    }
}
