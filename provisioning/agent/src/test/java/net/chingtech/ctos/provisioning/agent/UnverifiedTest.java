package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Rig.yes;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Pinned;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher for whom nobody vouches: one explicit yes, a pin, and never in somebody else's place. */
class UnverifiedTest {

    private static final SkillId TOOL = new SkillId("com.stranger.tool");

    @TempDir
    Path folder;

    Rig rig;
    final TestPublisher stranger =
            TestPublisher.of("Stranger", Tier.OFFICIAL, "com.stranger", "net.chingtech", "clawhub.weather");

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.publish(rig.hub, stranger, skill(TOOL, "1.0.0"));
    }

    @Test
    void firstUse_showsTheFingerprintAndNeedsAnExplicitYes() {
        Plan plan = rig.plan(new Change.Install(TOOL, null));
        Plan.Item item = plan.items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.UNVERIFIED);
        assertThat(item.tier()).isEqualTo(Tier.COMMUNITY);
        assertThat(item.host()).isEqualTo("process");
        assertThat(item.trust().authority()).isNull();
        assertThat(item.trust().words())
                .hasSize(3)
                .anyMatch(each -> each.contains("sha256:" + stranger.key().keyId()))
                .anyMatch(each -> each.contains("Nobody"))
                .anyMatch(each -> each.contains("pinned"));
        assertThat(plan.summary().get(0))
                .contains("nobody vouches", stranger.key().keyId());

        Consent yes = yes(plan);
        Consent without = new Consent(yes.planId(), yes.digest(), yes.accept(), Set.of(), "admin");
        assertThat(refused(() -> rig.parts.agent.carryOut(without)).code()).isEqualTo("consent_missing");
        assertThat(rig.carryOut(yes).problem()).isNull();
        assertThat(rig.parts.agent.pins()).singleElement().satisfies(pin -> {
            assertThat(pin.keyId()).isEqualTo(stranger.key().keyId());
            assertThat(pin.authority()).isNull();
        });
        assertThat(entry("skill_installed").details())
                .containsEntry("explicit_yes", "[UNVERIFIED]")
                .containsEntry("vouched_by", "nobody");
    }

    @Test
    void laterReleaseWithThePinnedKey_needsNoSecondYes() {
        rig.install(TOOL, null);
        rig.publish(rig.hub, stranger, skill(TOOL, "1.1.0"));
        Plan.Item item = rig.plan(new Change.Update(TOOL, null)).items().get(0);
        assertThat(item.flags()).isEmpty();
        assertThat(item.trust().words()).singleElement().asString().contains("agreed to before");
    }

    @Test
    void otherKeyAfterwards_refused_untilThePinIsForgotten() throws Exception {
        rig.install(TOOL, null);
        TestPublisher other = TestPublisher.of("Stranger", Tier.OFFICIAL, "com.stranger");
        rig.publish(rig.hub, other, skill(TOOL, "1.1.0"));
        assertThat(rig.refused(new Change.Update(TOOL, null)).code()).isEqualTo("publisher_key_changed");
        assertThat(refused(() -> rig.parts.agent.forget(TOOL, "admin")).code()).isEqualTo("still_installed");

        Files.writeString(rig.home.data().resolve(TOOL.value()).resolve("kept"), "1");
        rig.environment.set(TOOL, "API_KEY", "s3cret");
        rig.succeed(new Change.Uninstall(TOOL, false));
        assertThat(rig.refused(new Change.Install(TOOL, null)).code()).isEqualTo("publisher_key_changed");
        rig.parts.agent.forget(TOOL, "admin");
        assertThat(rig.parts.agent.pins()).isEmpty();
        assertThat(entry("pin_forgotten").subject()).isEqualTo(TOOL.value());
        assertThat(entry("pin_forgotten").actor()).isEqualTo("admin");
        assertThat(entry("pin_forgotten").details())
                .containsEntry("key_id", stranger.key().keyId());
        assertThat(refused(() -> rig.parts.agent.forget(TOOL, "admin")).code()).isEqualTo("pin_unknown");

        Plan.Item item =
                rig.restart().plan(new Change.Install(TOOL, null)).items().get(0);
        assertThat(item.keyId()).isEqualTo(other.key().keyId());
        assertThat(item.flags()).containsExactly(Plan.Flag.UNVERIFIED);
        assertThat(item.trust().words())
                .anyMatch(each -> each.contains("takes over the data"))
                .anyMatch(each -> each.startsWith("Values are set here") && each.contains("API_KEY"))
                .noneMatch(each -> each.contains("s3cret"));
    }

    @Test
    void otherKeyThatTheOldOneVouchesFor_needsBothYeses() throws Exception {
        rig.install(TOOL, null);
        TestPublisher other = TestPublisher.of("Stranger", Tier.OFFICIAL, "com.stranger");
        rig.publish(rig.hub, other, skill(TOOL, "1.1.0"));
        rig.hub.notices.add(stranger.rotation(other, "", TestPublisher.NOW));
        assertThat(rig.plan(new Change.Update(TOOL, null)).items().get(0).flags())
                .containsExactlyInAnyOrder(Plan.Flag.NEW_KEY, Plan.Flag.UNVERIFIED);
    }

    @Test
    void publisherThatIsVouchedForLater_isUnverifiedNoMore_andDoesNotFallBack() {
        rig.install(TOOL, null);
        stranger.trustedIn(rig.home.trust().resolve("authorities"), "official");
        rig.restart();
        rig.publish(rig.hub, stranger, skill(TOOL, "1.1.0"));
        Plan.Item item = rig.plan(new Change.Update(TOOL, null)).items().get(0);
        assertThat(item.flags()).isEmpty();
        assertThat(item.trust().words()).singleElement().asString().contains("vouches for Stranger now");
        rig.update(TOOL, null);
        assertThat(rig.parts.agent.pins().get(0)).extracting(Pinned::authority).isNotNull();
    }

    @Test
    void installedSkillWhoseAuthorityIsTrustedNoMore_takesNoUnverifiedUpdate() throws Exception {
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.install(NOTES, null);
        distrust("community");
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.1.0"));
        assertThat(rig.refused(new Change.Update(NOTES, null)).code()).isEqualTo("publisher_unknown");
        Plan.Item item = rig.plan(new Change.Restart(NOTES, null)).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.UNVERIFIED);
    }

    @Test
    void nameSpaceOfAnInstalledPublisher_refused() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        SkillId squatted = new SkillId("net.chingtech.payroll");
        rig.publish(rig.hub, stranger, skill(squatted, "1.0.0"));
        Problem problem = rig.refused(new Change.Install(squatted, null));
        assertThat(problem.code()).isEqualTo("namespace_foreign");
        assertThat(problem.detail()).contains("net.chingtech.crm", "Ching Tech");

        rig.succeed(new Change.Uninstall(CRM, false));
        assertThat(rig.refused(new Change.Install(squatted, null)).code()).isEqualTo("namespace_foreign");
    }

    @Test
    void besideASkillOfAnotherUnverifiedPublisher_refused() {
        rig.install(TOOL, null);
        TestPublisher second = TestPublisher.of("Second", Tier.COMMUNITY, "com.stranger");
        rig.publish(rig.hub, second, skill(new SkillId("com.stranger.more"), "1.0.0"));
        assertThat(rig.refused(new Change.Install(new SkillId("com.stranger.more"), null))
                        .code())
                .isEqualTo("namespace_foreign");
        rig.publish(rig.hub, stranger, skill(new SkillId("com.stranger.own"), "1.0.0"));
        assertThat(rig.plan(new Change.Install(new SkillId("com.stranger.own"), null))
                        .items())
                .hasSize(1);
    }

    @Test
    void idsOfClawHub_areNotLookedForAtAHub() {
        SkillId legacy = new SkillId("clawhub.weather");
        rig.publish(rig.hub, stranger, skill(legacy, "1.0.0"));
        assertThat(rig.refused(new Change.Install(legacy, null)).code()).isEqualTo("skill_unknown");
    }

    private void distrust(String kind) throws Exception {
        Path authorities = rig.home.trust().resolve("authorities").resolve(kind);
        for (Path file : Folders.children(authorities)) {
            Files.delete(file);
        }
        rig.restart();
    }

    private AuditLog.Entry entry(String action) {
        return rig.audit.entries.stream()
                .filter(one -> one.action().equals(action))
                .findFirst()
                .orElseThrow();
    }
}
