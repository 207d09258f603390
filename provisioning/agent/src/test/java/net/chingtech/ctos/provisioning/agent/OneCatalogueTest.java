package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.agent.mapping.Mapped;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hubs and a ClawHub as one catalogue: a legacy skill and what follows it are one entry, by the maps. */
class OneCatalogueTest {

    private static final SkillId OLD_NOTES = new SkillId("clawhub.example.notes");
    private static final SkillId OLD_WEATHER = new SkillId("clawhub.acme.weather");
    private static final SkillVersion ONE = SkillVersion.of("1.0.0");
    private static final Problem NO_MAP =
            new Problem(502, "map_unbelievable", "Its map is not signed.", "Wait for it.");

    @TempDir
    Path folder;

    Rig rig;
    final FakeSource claw = new FakeSource("clawhub:main");
    final FakeSource other = new FakeSource("skillhub:other");

    @BeforeEach
    void publish() {
        rig = new Rig(folder);
        rig.sources.addAll(List.of(claw, other));
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(rig.hub, rig.community, skill(NOTES, "1.0.0"));
        legacy(OLD_NOTES, "@example/notes");
        legacy(OLD_WEATHER, "@acme/weather");
        rig.hub.map = map(OLD_NOTES, NOTES);
    }

    private void legacy(SkillId id, String place) {
        claw.add(TestLegacy.release(skill(id, "1.0.0"), folder.resolve(id + ".jar"), claw.id(), place));
    }

    private static SkillMap map(SkillId from, SkillId to) {
        return new SkillMap(
                1, TestPublisher.NOW, List.of(new SkillMap.Mapping(from, VersionRange.ANY, to, null, null, null)));
    }

    private SearchPage search() {
        return rig.parts.agent.search(SkillQuery.text(""));
    }

    private void own(String json) throws Exception {
        Files.createDirectories(rig.home.trust());
        Files.writeString(rig.home.trust().resolve(SkillMap.NAME), json);
    }

    private void own(SkillId from, SkillId to) throws Exception {
        own(new String(net.chingtech.ctos.format.Json.write(map(from, to)), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Lets what is remembered of the maps get old. */
    private void later() {
        rig.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    }

    @Test
    void legacySkillAndItsFollower_areOneEntry_thatNamesBoth() {
        SearchPage page = search();

        assertThat(page.skills())
                .extracting(found -> found.card().id())
                .containsExactlyInAnyOrder(CRM, NOTES, OLD_WEATHER);
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.skills())
                .filteredOn(found -> found.card().id().equals(NOTES))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.source()).isEqualTo("skillhub:test");
                    assertThat(one.also()).containsExactly(new SearchPage.Origin(OLD_NOTES, "clawhub:main"));
                });
        assertThat(page.failed()).isEmpty();
    }

    @Test
    void legacySkillAlone_staysItself_andNamesItsFollower() {
        rig.hub.map = map(OLD_WEATHER, new SkillId("org.example.weather"));

        assertThat(search().skills())
                .filteredOn(found -> found.card().id().equals(OLD_WEATHER))
                .singleElement()
                .satisfies(one -> assertThat(one.also())
                        .containsExactly(new SearchPage.Origin(new SkillId("org.example.weather"), "skillhub:test")));
    }

    @Test
    void deadAndSlowSources_areNamed_andHideNothingOfTheOthers() {
        claw.slow = true;
        other.down = true;
        rig.sourceDeadline = Duration.ofMillis(750);
        SearchPage page;
        do {
            // A machine under load may keep the good one from answering in time; what hides it does so in any time.
            rig.sourceDeadline = rig.sourceDeadline.multipliedBy(2);
            rig.restart();
            page = search();
        } while (page.failed().size() > 2 && rig.sourceDeadline.toSeconds() < 20);

        assertThat(page.skills()).extracting(found -> found.card().id()).containsExactlyInAnyOrder(CRM, NOTES);
        assertThat(page.failed())
                .extracting(SearchPage.SourceFailure::source)
                .containsExactlyInAnyOrder("clawhub:main", "skillhub:other");
    }

    @Test
    void hubWhoseMapCannotBeHad_isNamed_andItsSkillsAreThere() {
        rig.hub.mapProblem = NO_MAP;

        SearchPage page = search();

        assertThat(page.skills()).hasSize(4);
        assertThat(page.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.source()).isEqualTo("skillhub:test");
            assertThat(failure.problem().code()).isEqualTo("map_unbelievable");
        });
    }

    @Test
    void mapsAreRemembered_forAWhile() throws Exception {
        search();
        search();
        assertThat(rig.hub.askedForMap).isEqualTo(1);
        assertThat(claw.askedForMap)
                .as("a ClawHub does not say what takes its skills' place")
                .isZero();
        rig.hub.map = map(OLD_WEATHER, NOTES);
        later();
        assertThat(rig.parts.maps.follower(OLD_WEATHER, ONE)).isPresent();
        assertThat(rig.parts.maps.follower(OLD_NOTES, ONE)).isEmpty();
    }

    @Test
    void administratorsOwnMap_winsOverTheHubs() throws Exception {
        own(OLD_NOTES, CRM);
        Mapped mapped = rig.parts.maps.follower(OLD_NOTES, ONE).orElseThrow();
        assertThat(mapped.to()).isEqualTo(CRM);
        assertThat(mapped.source()).isEqualTo("local");
    }

    @Test
    void ownMapThatCannotBeRead_stopsMigrationsOnly_andIsTold() throws Exception {
        own("{\"version\":");

        assertThat(refused(() -> rig.parts.maps.follower(OLD_NOTES, ONE)).code())
                .isEqualTo("map_invalid");
        assertThat(search().skills()).hasSize(3);
        assertThat(rig.parts.agent.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.problem().code()).isEqualTo("map_invalid"));
    }

    @Test
    void hubsThatDoNotAgree_settleNothing_untilTheAdministratorDoes() throws Exception {
        other.map = map(OLD_NOTES, CRM);

        Problem problem = refused(() -> rig.parts.maps.follower(OLD_NOTES, ONE));
        assertThat(problem.code()).isEqualTo("map_ambiguous");
        assertThat(problem.more()).hasSize(2);
        assertThat(search().skills()).as("nothing is merged").hasSize(4);
        own(OLD_NOTES, NOTES);
        assertThat(rig.parts.maps.follower(OLD_NOTES, ONE).orElseThrow().to()).isEqualTo(NOTES);
    }

    @Test
    void hubThatCannotBeAsked_isNotTakenForOneThatKnowsNothing() {
        other.mapProblem = NO_MAP;
        assertThat(refused(() -> rig.parts.maps.follower(OLD_WEATHER, ONE)).code())
                .isEqualTo("map_unbelievable");
    }

    @Test
    void mapThatLeadsToALegacySkill_orFromAnother_saysNothing() throws Exception {
        rig.hub.map = map(OLD_WEATHER, OLD_NOTES);
        assertThat(rig.parts.maps.follower(OLD_WEATHER, ONE)).isEmpty();
        rig.hub.map = map(NOTES, CRM);
        later();
        assertThat(rig.parts.maps.follower(NOTES, ONE)).isEmpty();
        assertThat(search().skills()).hasSize(4);
    }
}
