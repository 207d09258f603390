package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.Pins.Pin;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher's key is pinned; another one needs somebody who vouches for it, and an explicit yes. */
class KeyChangeTest {

    private static final Instant NOW = TestPublisher.NOW;

    @TempDir
    Path folder;

    Rig rig;
    TestPublisher next;

    @BeforeEach
    void install() {
        rig = new Rig(folder);
        rig.hosts.add(new FakeHost(HostLevel.PROCESS));
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        next = again(rig.official.authority());
    }

    @Test
    void hubThatSwapsTheKey_refusedWithBothFingerprintsAndTheWayOn() {
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        Problem problem = rig.refused(new Change.Update(CRM, null));
        assertThat(problem.code()).isEqualTo("publisher_key_changed");
        assertThat(problem.detail())
                .contains("sha256:" + rig.official.key().keyId())
                .contains("sha256:" + next.key().keyId());
        assertThat(problem.nextStep()).contains("rotation", "replacement", "./ctos trust forget net.chingtech.crm");
    }

    @Test
    void oldKeyVouches_needsAnExplicitYesAndMovesThePin() {
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        rig.hub.notices.add(rig.official.rotation(next, "New laptop", NOW));

        Plan plan = rig.plan(new Change.Update(CRM, null));
        Plan.Item item = plan.items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.NEW_KEY);
        assertThat(item.trust().keyChange())
                .isEqualTo(new Plan.KeyChange(
                        rig.official.key().keyId(), next.key().keyId(), "old_key", "New laptop", NOW));
        assertThat(item.trust().words())
                .hasSize(2)
                .anyMatch(each -> each.contains(rig.official.key().keyId())
                        && each.contains(next.key().keyId()))
                .anyMatch(each -> each.contains("old key itself") && each.contains("New laptop"));
        assertThat(plan.summary().get(0)).contains("says the old key");

        rig.update(CRM, null);
        assertThat(pin().keyId()).isEqualTo(next.key().keyId());
        assertThat(details("skill_updated"))
                .containsEntry("explicit_yes", "[NEW_KEY]")
                .containsEntry("key_id", next.key().keyId())
                .containsEntry("key_id_before", rig.official.key().keyId())
                .containsEntry("key_change_vouched_by", "old_key")
                .containsEntry("vouched_by", "Test authority of Ching Tech");
        rig.publish(rig.hub, next, skill(CRM, "2.2.0"));
        assertThat(flags(new Change.Update(CRM, null))).isEmpty();
    }

    @Test
    void authorityVouches_isSaid() throws Exception {
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        rig.hub.notices.add(NoticeSigner.replacement(
                rig.official.authority(),
                "Ching Tech",
                rig.official.key().keyId(),
                next.key().publicKey(),
                "Laptop was stolen",
                NOW));
        Plan.Item item = rig.plan(new Change.Update(CRM, null)).items().get(0);
        assertThat(item.flags()).containsExactly(Plan.Flag.NEW_KEY);
        assertThat(item.trust().keyChange().vouchedBy()).isEqualTo("authority");
    }

    @Test
    void authorityThatNeverVouchedForThePinnedKey_cannotReplaceIt() throws Exception {
        TestPublisher foreign = again(rig.community.authority());
        rig.publish(rig.hub, foreign, skill(CRM, "2.1.0"));
        rig.hub.notices.add(NoticeSigner.replacement(
                rig.community.authority(),
                "Ching Tech",
                rig.official.key().keyId(),
                foreign.key().publicKey(),
                "Trust me",
                NOW));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("publisher_key_changed");
    }

    @Test
    void noticeHeardOnce_holdsAfterARestart_alsoWhenTheSourceNoLongerTellsIt() {
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        rig.hub.notices.add(rig.official.rotation(next, "", NOW));
        rig.plan(new Change.Update(CRM, null));
        rig.hub.notices.clear();
        rig.restart();
        assertThat(flags(new Change.Update(CRM, null))).containsExactly(Plan.Flag.NEW_KEY);
    }

    @Test
    void forgedNotice_isNotKept() {
        Envelope good = rig.official.rotation(next, "x", NOW);
        Envelope.Signature signature = good.signatures().get(0);
        rig.hub.notices.add(new Envelope(
                good.payloadType(),
                new String(good.payload()).replace("\"x\"", "\"y\"").getBytes(),
                List.of(signature)));
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        assertThat(rig.refused(new Change.Update(CRM, null)).code()).isEqualTo("publisher_key_changed");
        assertThat(rig.home.trust().resolve("notices.json")).doesNotExist();
    }

    @Test
    void otherAuthorityForTheSameKey_isSaidAndNeedsNoYes() throws Exception {
        Authority other = TestPublisher.authority("Another authority");
        TestPublisher same = TestPublisher.of(other, "Ching Tech", Tier.OFFICIAL, "net.chingtech");
        TestPublisher moved = new TestPublisher(
                other,
                rig.official.key(),
                other.issue(
                        rig.official.key().publicKey(),
                        new PublisherClaim("Ching Tech", Tier.OFFICIAL, List.of("net.chingtech")),
                        NOW.minusSeconds(60),
                        Authority.PUBLISHER_VALIDITY));
        same.trustedIn(rig.home.trust().resolve("authorities"), "official");
        rig.restart();
        rig.publish(rig.hub, moved, skill(CRM, "2.1.0"));

        Plan.Item item = rig.plan(new Change.Update(CRM, null)).items().get(0);
        assertThat(item.flags()).isEmpty();
        assertThat(item.trust().words()).singleElement().asString().contains("Another authority");
        String before = pin().authority();
        rig.update(CRM, null);
        assertThat(pin().authority()).isNotEqualTo(before);
    }

    @Test
    void rollbackToTheOldKey_needsNoNewTrustAndKeepsThePin() {
        rig.publish(rig.hub, next, skill(CRM, "2.1.0"));
        rig.hub.notices.add(rig.official.rotation(next, "", NOW));
        rig.update(CRM, null);

        assertThat(flags(new Change.Rollback(CRM, null))).isEmpty();
        rig.succeed(new Change.Rollback(CRM, null));
        assertThat(pin().keyId()).isEqualTo(next.key().keyId());
        assertThat(flags(new Change.Update(CRM, null))).isEmpty();
    }

    @Test
    void releaseOfBeforeTheChange_isTakenWithTheOldKey_andOneOfAfterIsNot() throws Exception {
        rig.succeed(new Change.Uninstall(CRM, false));
        rig.hub.all().clear();
        SignedRelease old = signed(rig.official, "2.0.1");
        SignedRelease late = signed(rig.official, "2.0.2");
        rig.hub.add(old, new Listing(NOW, false, null));
        rig.hub.add(late, new Listing(NOW.plus(Duration.ofHours(2)), false, null));
        rig.hub.add(signed(next, "2.1.0"), new Listing(NOW, false, null));
        rig.hub.notices.add(rig.official.rotation(next, "", NOW.plus(Duration.ofHours(1))));
        rig.install(CRM, null);
        rig.succeed(new Change.Uninstall(CRM, false));

        Plan.Item item = rig.plan(new Change.Install(CRM, SkillVersion.of("2.0.1")))
                .items()
                .get(0);
        assertThat(item.flags()).isEmpty();
        assertThat(item.trust().words()).anyMatch(each -> each.contains("earlier key"));
        rig.install(CRM, "2.0.1");
        assertThat(pin().keyId()).isEqualTo(next.key().keyId());
        assertThat(rig.refused(new Change.Update(CRM, SkillVersion.of("2.0.2"))).code())
                .isEqualTo("publisher_key_changed");
    }

    private SignedRelease signed(TestPublisher publisher, String version) {
        FakeSource nowhere = new FakeSource("nowhere");
        return rig.publish(nowhere, publisher, skill(CRM, version));
    }

    private static TestPublisher again(Authority authority) {
        return TestPublisher.of(authority, "Ching Tech", Tier.VERIFIED, "net.chingtech");
    }

    private Set<Plan.Flag> flags(Change change) {
        return rig.plan(change).items().get(0).flags();
    }

    private Pin pin() {
        return rig.parts.store.state().pins().of(CRM).orElseThrow();
    }

    private Map<String, String> details(String action) {
        return rig.audit.entries.stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseThrow()
                .details();
    }
}
