package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.CategoryCount;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.UpdateCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into several sources at once, of which some fail. */
class CatalogueTest {

    @TempDir
    Path folder;

    Rig rig;
    FakeSource other = new FakeSource("other:source");

    @BeforeEach
    void publish() {
        rig = new Rig(folder);
        rig.sources.add(other);
        rig.publish(skill(CRM, "2.0.1"));
        rig.publish(other, rig.community, skill(NOTES, "1.0.0"));
    }

    @Test
    void severalSources_areMergedAndSayWhatIsInstalled() {
        rig.install(CRM, null);
        SearchPage page = rig.parts.agent.search(SkillQuery.text(""));
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.skills())
                .extracting(found -> found.card().id() + " " + found.source() + " " + found.installed())
                .containsExactlyInAnyOrder(
                        "net.chingtech.crm skillhub:test 2.0.1", "org.example.notes other:source null");
    }

    @Test
    void installedSkillThatItsSourceDoesNotShow_isShownAsItLiesHere() throws Exception {
        rig.install(CRM, null);
        SkillDetails before = rig.parts.agent.details(CRM);
        rig.hub.all().clear();

        SkillDetails details = rig.parts.agent.details(CRM);
        assertThat(details.source()).isEqualTo(rig.hub.id());
        assertThat(details.page().card().name()).isEqualTo(before.page().card().name());
        assertThat(details.page().publisher()).isNotBlank();
        assertThat(details.page().versions()).singleElement().satisfies(line -> assertThat(line.version())
                .hasToString("2.0.1"));
        rig.sources.remove(rig.hub);
        assertThat(rig.parts.agent.details(CRM)).isEqualTo(details);
        assertThat(refused(() -> rig.parts.agent.details(ACCOUNTING)).code()).isEqualTo("skill_unknown");
    }

    @Test
    void skillThatIsAtHomeElsewhere_isNeitherOfferedNorCounted() {
        rig.install(CRM, null);
        rig.publish(other, rig.official, skill(CRM, "9.0.0"));

        SearchPage page = rig.parts.agent.search(SkillQuery.text(""));
        assertThat(page.skills()).hasSize(2);
        assertThat(page.total()).isEqualTo(2);
    }

    @Test
    void pagesOfSeveralSources_showEverySkillOnce() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        List<String> seen = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            SkillQuery query = new SkillQuery("", null, null, null, null, SkillQuery.Sort.NAME, page, 1);
            rig.parts
                    .agent
                    .search(query)
                    .skills()
                    .forEach(found -> seen.add(found.card().name()));
        }
        assertThat(seen).containsExactly("Accounting", "Crm", "Notes");
    }

    private SearchPage page(int number) {
        return rig.parts.agent.search(new SkillQuery("", null, null, null, null, SkillQuery.Sort.NAME, number, 1));
    }

    @Test
    void deepPageOfSeveralSources_asksForNoPageAgain_andTheFirstIsAlwaysFresh() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        for (int number = 1; number <= 3; number++) {
            page(number);
        }
        assertThat(rig.hub.askedForSearch).isEqualTo(2);
        assertThat(other.askedForSearch).isEqualTo(1);
        page(1);
        assertThat(rig.hub.askedForSearch).isEqualTo(3);
        rig.nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        page(2);
        assertThat(rig.hub.askedForSearch).isEqualTo(5);
    }

    @Test
    void sourceThatLeadsOnlySoDeep_isNotAskedForMore_andItIsSaid() {
        rig.publish(skill(ACCOUNTING, "1.0.0"));
        rig.hub.deepest = 1;
        SearchPage third = page(3);
        assertThat(rig.hub.askedForSearch).isEqualTo(1);
        assertThat(third.total()).isEqualTo(3);
        assertThat(third.reachable()).isEqualTo(2);
        assertThat(third.atLeast()).isFalse();
    }

    @Test
    void sourceThatDoesNotCount_makesTheTotalALeast() {
        other.uncounted = true;
        assertThat(page(1).atLeast()).isTrue();
    }

    @Test
    void categoriesOfSeveralSources_areAddedUp_howeverTheyAreWritten() {
        rig.hub.categories = List.of(new CategoryCount("finance", 3), new CategoryCount("HR", 2));
        other.categories = List.of(new CategoryCount("Finance", 1), new CategoryCount("Sales", 4));
        assertThat(page(1).categories())
                .containsExactly(
                        new CategoryCount("Finance", 4), new CategoryCount("Sales", 4), new CategoryCount("HR", 2));
    }

    @Test
    void sourceThatIsNotAskedFor_isNeitherAskedNorFailed() {
        rig.hub.down = true;
        SkillQuery query = new SkillQuery("", null, null, null, other.id(), null, null, 1, 20);
        SearchPage page = rig.parts.agent.search(query);
        assertThat(page.skills()).extracting(SearchPage.Found::source).containsExactly(other.id());
        assertThat(page.failed()).isEmpty();
        assertThat(rig.hub.askedForSearch).isZero();
    }

    @Test
    void sourceThatIsNotConnected_isSaidToBe() {
        SearchPage page =
                rig.parts.agent.search(new SkillQuery("", null, null, null, "skillhub:gone", null, null, 1, 20));
        assertThat(page.skills()).isEmpty();
        assertThat(page.failed())
                .singleElement()
                .satisfies(failure -> assertThat(failure.problem().code()).isEqualTo("source_unreachable"));
    }

    @Test
    void sourceThatIsDown_isNamedAndHidesNothing() {
        rig.hub.down = true;
        SearchPage page = rig.parts.agent.search(SkillQuery.text(""));
        assertThat(page.skills()).extracting(found -> found.card().id()).containsExactly(NOTES);
        assertThat(page.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.source()).isEqualTo("skillhub:test");
            assertThat(failure.problem().code()).isEqualTo("source_unreachable");
        });
    }

    @Test
    void sourceWhoseListsExpired_showsItsSkillsAndSaysSo() {
        rig.hub.doubt = new Problem(502, "metadata_expired", "Its lists have expired.", "Wait for it.");
        SearchPage page = rig.parts.agent.search(SkillQuery.text(""));
        assertThat(page.skills()).hasSizeGreaterThan(1);
        assertThat(page.failed())
                .singleElement()
                .satisfies(failure -> assertThat(failure.problem().code()).isEqualTo("metadata_expired"));
    }

    @Test
    void sourceThatIsSlow_isGivenUpAtTheDeadline() {
        rig.sourceDeadline = Duration.ofMillis(4_000);
        rig.restart();
        rig.hub.slow = true;
        SearchPage page = rig.parts.agent.search(SkillQuery.text(""));
        assertThat(page.skills()).hasSize(1);
        assertThat(page.failed().get(0).problem().detail()).contains("4000 ms");
    }

    @Test
    void sourceThatIsSlow_isLeftOutForAMinute_andNamed() {
        rig.sourceDeadline = Duration.ofMillis(4_000);
        rig.restart();
        rig.hub.slow = true;
        rig.parts.agent.search(SkillQuery.text(""));
        rig.hub.slow = false;
        int asked = rig.hub.askedForSearch;

        rig.nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        SearchPage left = rig.parts.agent.search(SkillQuery.text(""));

        assertThat(left.skills()).hasSize(1);
        assertThat(left.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.source()).isEqualTo("skillhub:test");
            assertThat(failure.problem().detail()).contains("4000 ms", "left out", "1 s");
        });
        assertThat(rig.hub.askedForSearch).isEqualTo(asked);
        rig.nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        SearchPage again = rig.parts.agent.search(SkillQuery.text(""));
        assertThat(again.failed()).isEmpty();
        assertThat(again.skills()).hasSize(2);
    }

    @Test
    void sourceThatIsSlow_isStillAskedForWhatIsInstalledFromIt() throws Exception {
        rig.sourceDeadline = Duration.ofMillis(4_000);
        rig.restart();
        rig.hub.slow = true;
        rig.parts.agent.search(SkillQuery.text(""));
        rig.hub.slow = false;
        rig.install(CRM, null);
        assertThat(rig.parts.agent.details(CRM).source()).isEqualTo("skillhub:test");
    }

    @Test
    void sourceThatIsDown_hidesNothingThatAnotherHas_butNothingIsInstalledMeanwhile() throws Exception {
        FakeSource first = new FakeSource("a:first");
        first.down = true;
        rig.sources.add(first);
        assertThat(rig.parts.agent.details(NOTES).source()).isEqualTo("other:source");
        assertThat(rig.parts.agent.release(NOTES, VersionRange.ANY).manifest().version())
                .hasToString("1.0.0");
        assertThat(refused(() -> rig.parts.agent.details(ACCOUNTING)).code()).isEqualTo("source_unreachable");
        assertThat(rig.refused(new Change.Install(NOTES, null)).code()).isEqualTo("source_unreachable");
    }

    @Test
    void sourceThatIsDown_installedSkillsGoOn() {
        rig.install(CRM, null);
        rig.hub.down = true;
        assertThat(rig.answering()).hasSize(1);
        assertThat(refused(() -> rig.parts.agent.details(CRM)).code()).isEqualTo("source_unreachable");
        UpdateCheck check = rig.parts.agent.checkForUpdates();
        assertThat(check.failed()).singleElement().matches(failure -> failure.source()
                .equals("skillhub:test"));
        rig.succeed(new Change.Uninstall(CRM, false));
    }

    @Test
    void details_comeFromTheSourceThatHasIt() throws Exception {
        assertThat(rig.parts.agent.details(NOTES).source()).isEqualTo("other:source");
        assertThat(rig.parts.agent.release(NOTES, VersionRange.ANY).manifest().version())
                .hasToString("1.0.0");
        assertThat(refused(() -> rig.parts.agent.details(ACCOUNTING)).code()).isEqualTo("skill_unknown");
        assertThat(refused(() -> rig.parts.agent.release(NOTES, VersionRange.parse("=9.0.0")))
                        .code())
                .isEqualTo("version_unknown");
    }

    @Test
    void sourceOfAnInstalledSkillIsGone_updateCheckNamesIt() {
        rig.install(CRM, null);
        rig.sources.remove(rig.hub);
        assertThat(rig.parts.agent.checkForUpdates().failed()).singleElement().matches(failure -> failure.source()
                .equals("skillhub:test"));
    }
}
