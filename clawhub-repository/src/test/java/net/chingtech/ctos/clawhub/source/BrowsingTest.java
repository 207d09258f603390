package net.chingtech.ctos.clawhub.source;

import static net.chingtech.ctos.clawhub.client.FixtureHub.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillQuery.Sort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowsingTest {

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(folder);
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    private List<String> ids(SearchPage page) {
        return page.skills().stream().map(found -> found.card().id().value()).toList();
    }

    private static SkillQuery all(Sort sort, int page, int perPage) {
        return new SkillQuery("", null, null, null, null, sort, page, perPage);
    }

    @Test
    void search_findsSkillsWithTheirOwners_allOfThemLegacy() throws ProvisioningException {
        scene.server.skill("acme", "invoice-tools").version("1.0.0").version("1.1.0");
        scene.server.skill("globex", "invoice-tools").version("0.3.0");
        scene.server.skill("acme", "weather").version("1.0.0");

        SearchPage page = scene.adapter.search(SkillQuery.text("invoice"));

        assertThat(ids(page)).containsExactly("clawhub.acme.invoice-tools", "clawhub.globex.invoice-tools");
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.skills()).allSatisfy(found -> {
            assertThat(found.card().tier()).isEqualTo(Tier.LEGACY);
            assertThat(found.source()).isEqualTo("clawhub:test");
            assertThat(found.card().downloads()).isEqualTo(42);
        });
        assertThat(page.skills().get(0).card().latestVersion()).hasToString("1.1.0");
        assertThat(page.skills().get(0).card().author()).isEqualTo("@acme");
    }

    @Test
    void search_isCutIntoPages_andSaysHowManyThereAre() throws ProvisioningException {
        for (int i = 0; i < 45; i++) {
            scene.server.skill("acme", "invoice-" + (100 + i)).version("1.0.0");
        }

        SearchPage third = scene.adapter.search(new SkillQuery("invoice", null, null, null, null, null, 3, 20));

        assertThat(ids(third)).hasSize(5).startsWith("clawhub.acme.invoice-140");
        assertThat(third.total()).isEqualTo(45);
    }

    @Test
    void listing_findsTheOwnerOfEachLine_alsoWhereSeveralHaveTheName() throws ProvisioningException {
        scene.server.skill("acme", "invoice-tools").version("1.0.0");
        scene.server.skill("globex", "invoice-tools").version("0.3.0").createdAt = FixtureHub.THEN + 5;
        scene.server.skill("acme", "weather").version("1.0.0");

        SearchPage page = scene.adapter.search(all(Sort.RELEVANCE, 1, 20));

        assertThat(ids(page))
                .containsExactly("clawhub.acme.invoice-tools", "clawhub.globex.invoice-tools", "clawhub.acme.weather");
    }

    @Test
    void listing_isLeafedThroughByPageNumber() throws ProvisioningException {
        for (int i = 0; i < 7; i++) {
            scene.server.skill("acme", "tool-" + i).version("1.0.0");
        }

        SearchPage third = scene.adapter.search(all(Sort.NAME, 3, 3));
        SearchPage second = scene.adapter.search(all(Sort.NAME, 2, 3));
        SearchPage fourth = scene.adapter.search(all(Sort.NAME, 4, 3));

        assertThat(ids(third)).containsExactly("clawhub.acme.tool-6");
        assertThat(third.total()).isEqualTo(7);
        assertThat(ids(second)).containsExactly("clawhub.acme.tool-3", "clawhub.acme.tool-4", "clawhub.acme.tool-5");
        assertThat(second.total()).as("there is more behind it").isGreaterThan(6);
        assertThat(second.atLeast()).isTrue();
        assertThat(third.atLeast()).isFalse();
        assertThat(fourth.skills()).isEmpty();
        assertThat(scene.server.asked).anyMatch(line -> line.contains("sort=name"));
    }

    @Test
    void placesInTheList_areForgottenAfterSomeMinutes() throws ProvisioningException {
        for (int i = 0; i < 7; i++) {
            scene.server.skill("acme", "tool-" + i).version("1.0.0");
        }
        scene.adapter.search(all(Sort.NAME, 3, 3));
        long walked = scene.server.count("/api/v1/skills?");
        scene.adapter.search(all(Sort.NAME, 3, 3));
        assertThat(scene.server.count("/api/v1/skills?")).isEqualTo(walked + 1);

        scene.pass(Duration.ofMinutes(6));

        assertThat(ids(scene.adapter.search(all(Sort.NAME, 3, 3)))).containsExactly("clawhub.acme.tool-6");
        assertThat(scene.server.count("/api/v1/skills?")).isEqualTo(walked + 1 + 3);
    }

    @Test
    void placeThatTheHubKnowsNoMore_isLookedForFromTheBeginning() throws ProvisioningException {
        for (int i = 0; i < 7; i++) {
            scene.server.skill("acme", "tool-" + i).version("1.0.0");
        }
        scene.adapter.search(all(Sort.NAME, 3, 3));
        scene.server.on("/api/v1/skills", exchange -> {
            scene.server.normalOn("/api/v1/skills");
            FixtureHub.text(400, "Invalid cursor").to(exchange);
        });

        assertThat(ids(scene.adapter.search(all(Sort.NAME, 3, 3)))).containsExactly("clawhub.acme.tool-6");
    }

    @Test
    void skillWithoutVersionOfSemVer_isNotShown_andHidesNoOther() throws ProvisioningException {
        scene.server.skill("acme", "tool-draft");
        scene.server.skill("acme", "tool-odd").version("2026.1");
        scene.server.skill("acme", "tool-good").version("1.0.0");

        assertThat(ids(scene.adapter.search(SkillQuery.text("tool")))).containsExactly("clawhub.acme.tool-good");
        assertThat(ids(scene.adapter.search(all(Sort.NEWEST, 1, 20)))).containsExactly("clawhub.acme.tool-good");
    }

    @Test
    void questionForAnotherTier_isNotAsked() throws ProvisioningException {
        SearchPage page = scene.adapter.search(new SkillQuery("x", null, null, Tier.OFFICIAL, null, null, 1, 20));

        assertThat(page.skills()).isEmpty();
        assertThat(scene.server.asked).isEmpty();
    }

    @Test
    void tags_areItsTopics() throws ProvisioningException {
        scene.server.skill("acme", "tool").version("1.0.0");

        assertThat(ids(scene.adapter.search(new SkillQuery("", Set.of("Finance"), null, null, null, null, 1, 20))))
                .hasSize(1);
        assertThat(ids(scene.adapter.search(new SkillQuery("", Set.of("Games"), null, null, null, null, 1, 20))))
                .isEmpty();
    }

    @Test
    void details_haveItsTextWithoutHead_allVersionsAndItsSettings() throws ProvisioningException {
        FixtureHub.Skill skill = scene.server.skill("acme", "invoice-tools");
        for (int i = 0; i < 120; i++) {
            skill.version("1." + i + ".0");
        }
        skill.setup = List.of(map("key", "INVOICE_API_KEY", "required", true));

        SkillPage page =
                scene.adapter.details(Scene.id("acme", "invoice-tools")).page();

        assertThat(page.card().tier()).isEqualTo(Tier.LEGACY);
        assertThat(page.description()).contains("# invoice tools").doesNotContain("---");
        assertThat(page.description()).contains("★ 3");
        assertThat(page.versions()).hasSize(120);
        assertThat(page.versions().get(0).version()).hasToString("1.119.0");
        assertThat(page.permissions()).containsExactly(new SkillPermission.Env("INVOICE_API_KEY"));
        assertThat(page.publisher()).isEqualTo("@acme on ClawHub");
    }

    @Test
    void detailsOfASuspiciousSkill_beginWithWhatIsHeldAgainstIt() throws ProvisioningException {
        scene.server.skill("acme", "tool").version("1.0.0").moderation = map(
                "isSuspicious",
                true,
                "isMalwareBlocked",
                false,
                "verdict",
                "suspicious",
                "reasonCodes",
                List.of("suspicious.dangerous_exec"),
                "summary",
                "Detected: suspicious.dangerous_exec");

        assertThat(scene.adapter.details(Scene.id("acme", "tool")).page().description())
                .startsWith("> ")
                .contains("suspicious.dangerous_exec");
    }

    @Test
    void ownerThatCannotStandInAnId_isFoundAgain() throws ProvisioningException {
        scene.server.skill("Ac.me", "tool").version("1.0.0");
        SearchPage.Found found =
                scene.adapter.search(SkillQuery.text("tool")).skills().get(0);
        assertThat(found.card().id().value()).startsWith("clawhub.ac-me--");

        // Another adapter has not seen it in any list.
        try (Scene fresh = new Scene(folder)) {
            fresh.server.skill("Ac.me", "tool").version("1.0.0");
            assertThat(fresh.adapter.details(found.card().id()).page().card().author())
                    .isEqualTo("@Ac.me");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void skillOfAnotherKind_isUnknownWithoutAsking() {
        assertThat(Scene.problem(
                                () -> scene.adapter.details(new net.chingtech.ctos.format.SkillId("org.example.notes")))
                        .code())
                .isEqualTo("skill_unknown");
        assertThat(scene.server.asked).isEmpty();
    }

    @Test
    void unknownSkill_isSaid() {
        assertThat(scene.problemOf("acme", "nothing").code()).isEqualTo("skill_unknown");
    }
}
