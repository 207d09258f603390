package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SearchPage.Origin;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose map may put a legacy skill into another's entry, and how many: no map empties what a ClawHub has. */
class JoinedEntriesTest {

    @TempDir
    Path folder;

    Rig rig;
    final FakeSource claw = new FakeSource("clawhub:main");
    final FakeSource community = new FakeSource("skillhub:a-community");
    final SkillId[] old = IntStream.range(0, 8)
            .mapToObj(i -> new SkillId("clawhub.acme.old-" + i))
            .toArray(SkillId[]::new);

    @BeforeEach
    void publish() {
        rig = new Rig(folder);
        rig.sources.addAll(List.of(claw, community));
        community.maxTier = Tier.VERIFIED;
        rig.hub.maxTier = Tier.OFFICIAL;
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        rig.publish(skill(CRM, "2.0.1"));
    }

    private void offer(int count) {
        for (SkillId id : Arrays.asList(old).subList(0, count)) {
            claw.add(TestLegacy.release(skill(id, "1.0.0"), folder.resolve(id + ".jar"), claw.id(), "@acme/" + id));
        }
    }

    private SkillMap all(SkillId to) {
        return new SkillMap(
                1,
                TestPublisher.NOW,
                Arrays.stream(old)
                        .map(id -> new SkillMap.Mapping(id, null, to, null, null, null))
                        .toList());
    }

    private SearchPage search() {
        return rig.parts.agent.search(SkillQuery.text(""));
    }

    private static SearchPage.Found entry(SearchPage page, SkillId id) {
        return page.skills().stream()
                .filter(one -> one.card().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no entry for " + id + " in " + page.skills()));
    }

    @Test
    void hubThatMayNotGiveOfficialSkills_namesAFollower_andHidesNothing() {
        offer(1);
        community.map = all(NOTES);

        SearchPage page = search();

        assertThat(page.skills()).extracting(one -> one.card().id()).containsExactlyInAnyOrder(CRM, NOTES, old[0]);
        assertThat(page.total()).isEqualTo(3);
        assertThat(entry(page, old[0]).also()).containsExactly(new Origin(NOTES, "skillhub:a-community"));
        assertThat(entry(page, NOTES).also()).isEmpty();
    }

    @Test
    void hubThatMayNotGiveOfficialSkills_keepsNoOtherFromJoining() {
        offer(1);
        community.map = all(CRM);
        rig.hub.map = all(NOTES);
        assertThat(entry(search(), NOTES).also()).containsExactly(new Origin(old[0], "clawhub:main"));
    }

    @Test
    void ownMap_joins() throws Exception {
        offer(1);
        community.map = all(CRM);
        Files.createDirectories(rig.home.trust());
        Files.write(rig.home.trust().resolve(SkillMap.NAME), Json.write(all(NOTES)));
        assertThat(entry(search(), NOTES).also()).containsExactly(new Origin(old[0], "clawhub:main"));
    }

    @Test
    void mapThatLeadsAllToOneSkill_leavesMostOfThemWhereTheyAre() {
        offer(old.length);
        rig.hub.map = all(NOTES);

        SearchPage page = search();

        assertThat(entry(page, NOTES).also()).hasSize(5);
        assertThat(page.skills()).hasSize(2 + 3);
        assertThat(page.total()).isEqualTo(2 + 3);
        assertThat(page.skills()).filteredOn(one -> one.card().id().isLegacy()).allSatisfy(one -> assertThat(one.also())
                .containsExactly(new Origin(NOTES, "skillhub:test")));
    }
}
