package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The road from legacy skills to what follows them, and the way back, in a real browser. */
class MigrationPageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.skills.sources = List.of();
        container.skills.installed.clear();
        SampleLegacy.addTo(container.skills);
        container.skills.road = new SampleRoad(container.skills);
    });

    private TestContainer container;
    private Page page;

    @BeforeEach
    void take() {
        container = open.container;
        page = open.page;
    }

    @Test
    void report_saysOfEachLegacySkill_whatFollowsIt_whatMoves_orWhyNot() {
        SampleLegacy.install(container.skills, SampleLegacy.HOSTILE);
        page.reload();
        assertThat(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("1 can be migrated")))
                .isVisible();
        Locator panel = openPanel();
        assertThat(panel.locator("summary").first()).containsText("1 can be migrated");

        Locator ready = row(SampleLegacy.INVOICES);
        assertThat(ready).containsText("net.chingtech.invoices 2.1.0");
        assertThat(ready).containsText("says skillhub:local");
        assertThat(ready).containsText("keep its own tables in the database");
        assertThat(ready).containsText("INVOICE_API_KEY of Invoice Tools becomes its value INVOICE_KEY");
        assertThat(ready).containsText("48 kB");
        assertThat(ready).containsText("Stays in the copy that is kept: OLD_SETTING, cache");
        assertThat(ready).containsText("It was changed by hand after it was installed");
        Locator alone = row(SampleLegacy.WEATHER);
        assertThat(alone).containsText("Nothing follows it");
        assertThat(alone).containsText("add a line to your own map");
        assertThat(alone.getByRole(AriaRole.BUTTON)).hasCount(0);
        Locator revoked = row(SampleLegacy.HOSTILE);
        assertThat(revoked).containsText("Follower revoked");
        assertThat(revoked).containsText("says your own map");
        assertThat(revoked).containsText("\\u{202e}gnp.exe");
        Locator old = panel.locator("[data-done='clawhub.acme.old']");
        assertThat(old).containsText("It was more than 30 days ago.");
        assertThat(old.getByRole(AriaRole.BUTTON)).hasCount(0);
        panel.scrollIntoViewIfNeeded();
        open.shots("migration");
        old.scrollIntoViewIfNeeded();
        open.shots("migration-done");
    }

    @Test
    void conflict_namesWhatWouldBeOverwritten() {
        container.skills.road.inTheWay =
                List.of("invoices/state/k.txt", "the value INVOICE_KEY " + SampleTrust.HOSTILE);
        page.reload();
        openPanel();

        Locator conflict = row(SampleLegacy.INVOICES);
        assertThat(conflict).containsText("Would overwrite something");
        assertThat(conflict.getByRole(AriaRole.LISTITEM).first()).hasText("invoices/state/k.txt");
        assertThat(conflict).containsText("\\u{202e}gnp.exe");
        open.shots("migration-conflict");
    }

    @Test
    void badge_countsWhatIsInstalled_andSaysWhatCanBeMigrated() {
        page.reload();
        assertThat(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("2 installed, 1 can be migrated")))
                .hasText("Installed 2");
    }

    @Test
    void migration_goesThroughItsPlan_andBackAgain() {
        page.reload();
        openPanel();
        row(SampleLegacy.INVOICES)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Migrate to SkillHub Invoice Tools"))
                .press("Enter");
        Locator plan = page.locator("ctos-plan");
        assertThat(plan).containsText("Migrate Invoice Tools to SkillHub?");
        assertThat(plan).containsText("It is kept for 30 days as it is");
        assertThat(plan).containsText("New: it may from now on");
        assertThat(plan.locator("[data-notes]")).hasCount(0);
        open.shots("migration-plan");
        page.locator("[data-agree]").click();
        assertThat(plan).hasCount(0);

        assertThat(page.locator("ctos-task-bar")).containsText("Invoice Tools is migrated.");
        assertThat(row(SampleLegacy.INVOICES)).hasCount(0);
        Locator done = page.locator("[data-done='" + SampleLegacy.INVOICES + "']");
        assertThat(done).containsText("can be undone until Dec 22, 2026");
        done.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undo the migration of Invoice Tools"))
                .click();
        assertThat(plan).containsText("Bring back Invoice Tools 1.1.0?");
        assertThat(page.locator("[data-agree]")).hasText("Undo the migration");
        plan.locator(".flag input").first().check();
        page.locator("[data-agree]").click();
        assertThat(page.locator("ctos-task-bar")).containsText("Invoice Tools is back.");
        assertThat(row(SampleLegacy.INVOICES)).containsText("net.chingtech.invoices");
        assertThat(container.skills.changes)
                .containsExactly(
                        new Change.Migrate(SampleLegacy.INVOICES), new Change.UndoMigration(SampleLegacy.INVOICES));
    }

    @Test
    void migrationOfAll_namesThoseThatStay() {
        container.skills.road.readyToo = SampleLegacy.WEATHER;
        page.reload();
        openPanel();
        open.button("Migrate all that can be").click();

        Locator plan = page.locator("ctos-plan");
        assertThat(plan).containsText("Migrate 1 skill to SkillHub?");
        assertThat(plan.locator("[data-notes]")).containsText("clawhub.acme.weather stays as it is");
        plan.locator("[data-notes]").scrollIntoViewIfNeeded();
        open.shots("migration-all");
        page.locator("[data-agree]").click();
        assertThat(page.locator("ctos-task-bar")).containsText("Done:");
        assertThat(container.skills.changes).containsExactly(new Change.Migrate(null));
    }

    @Test
    void reportThatCannotBeMade_saysWhy_andIsAskedForAgain() {
        page.route(
                "**/api/v1/migration",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(503)
                        .setBodyBytes(Json.write(
                                SampleLegacy.problem("maps_unreadable", "Your own map cannot be read.", "Mend it.")))));
        page.reload();
        Locator panel = openPanel();
        assertThat(panel.getByRole(AriaRole.ALERT)).containsText("Your own map cannot be read. Mend it.");
        open.shots("migration-failed");
        page.unroute("**/api/v1/migration");
        panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Look again"))
                .click();
        assertThat(row(SampleLegacy.INVOICES)).containsText("net.chingtech.invoices");
        assertThat(row(SampleLegacy.INVOICES)).isVisible();
        assertThat(panel.getByRole(AriaRole.ALERT)).hasCount(0);
        open.expectRefusal(503);
    }

    @Test
    void whatWasMigrated_canBeUndone_alsoWhenNothingLegacyIsLeft() {
        container.skills.installed.keySet().removeIf(SkillId::isLegacy);
        assertThat(container.skills.installed).isEmpty();
        page.reload();
        assertThat(page.locator("ctos-installed")).containsText("No skill is installed yet.");
        assertThat(openPanel()).containsText("No legacy skill is installed any more.");
        assertThat(page.locator("[data-done='clawhub.acme.old']")).isVisible();
        open.shots("migration-none-left");
    }

    private Locator openPanel() {
        Locator panel = page.locator("ctos-migration details");
        panel.locator("summary").first().press("Enter");
        return panel;
    }

    private Locator row(SkillId id) {
        return page.locator("ctos-migration tr[data-skill='" + id + "']");
    }
}
