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
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.SearchPage;
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
    void sourceThatIsSlow_isGivenUpAtTheDeadline() {
        rig.sourceDeadline = Duration.ofMillis(100);
        rig.restart();
        rig.hub.slow = true;
        SearchPage page = rig.parts.agent.search(SkillQuery.text(""));
        assertThat(page.skills()).hasSize(1);
        assertThat(page.failed().get(0).problem().detail()).contains("100 ms");
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
