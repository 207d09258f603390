package net.chingtech.ctos.itest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator in a real browser: find, install, try, update, take back, remove. */
class MarketplaceIT {

    @Test
    void skill_isInstalledTriedUpdatedAndTakenBack(@TempDir Path work) throws Exception {
        try (RunningContainer container = RunningContainer.start(work.resolve("ctos-home"));
                Chromium chromium = new Chromium()) {
            Page page = chromium.open(container, "en");
            Chromium.shots(page, "login");
            Chromium.logIn(page, container);
            installsOldVersion(page);
            triesIt(page, "5.00");
            movesItToAProcess(page);
            decidesWhatASkillMay(page);
            takesTheUpdate(page);
            triesIt(page, "5.01");
            findsAllAgain(page);
            goesBackAndRemoves(page);
            // The refused plan of the walk: an answer with 409 is no fault of the page.
            chromium.expect("status of 409");
            assertThat(chromium.complaints())
                    .as("what the browser complained of")
                    .isEmpty();
        }
    }

    private static void installsOldVersion(Page page) {
        page.getByPlaceholder("Search skills").fill("accounting");
        Locator card = page.locator("ctos-skill-card").filter(new Locator.FilterOptions().setHasText("VAT"));
        assertThat(page.locator("ctos-skill-card")).hasCount(1);
        assertThat(card).isVisible();
        page.getByPlaceholder("Search skills").fill("");
        assertThat(page.locator("ctos-skill-card")).hasCount(4);
        Chromium.shot(page, "discover");

        page.locator("ctos-skill-card")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Accounting").setExact(true))
                .click();
        Locator detail = page.locator("ctos-detail");
        assertThat(detail.getByText("net.chingtech.crm").first()).isVisible();
        assertThat(detail.getByText("read sales data")).isVisible();
        detail.locator("select").selectOption("1.2.0");
        Chromium.shot(page, "detail");
        detail.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Install 1.2.0"))
                .click();

        Locator plan = page.locator("ctos-plan");
        assertThat(plan.getByText("Install Accounting 1.2.0?")).isVisible();
        assertThat(plan.getByText("CRM").first()).isVisible();
        Chromium.shot(page, "consent");
        plan.locator("[data-agree]").click();
        assertThat(page.locator(".toast").getByText("Accounting is installed.")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-detail")).hasCount(0);
    }

    private static void triesIt(Page page, String vat) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Installed"))
                .click();
        page.locator("ctos-installed")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Open Accounting"))
                .click();
        Locator tool = page.locator("ctos-tool").filter(new Locator.FilterOptions().setHasText("accounting_vat"));
        tool.locator("[name=net]").fill("100.10");
        tool.locator("[name=rate]").fill("0.05");
        tool.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Call").setExact(true))
                .click();
        assertThat(tool.locator("pre.result")).containsText("\"vat\": \"" + vat + "\"");
        Chromium.shot(page, "tools-" + vat);
        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-tools")).hasCount(0);
    }

    /** The skill's own page says where it runs and what it may do; where it can, it is moved from there. */
    private static void movesItToAProcess(Page page) {
        page.locator("ctos-installed")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Accounting").setExact(true))
                .click();
        Locator grants = page.locator("ctos-grants");
        assertThat(grants.getByText("read sales data")).isVisible();
        if (RunningContainer.HAS_SECURITY_LAYER) {
            assertThat(grants.getByText("Runs inside the container")).isVisible();
            grants.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Move to a process of its own"))
                    .click();
            Locator plan = page.locator("ctos-plan");
            assertThat(plan.getByText("Until now it ran in the container's framework."))
                    .isVisible();
            Chromium.shot(page, "move");
            plan.locator("[data-agree]").click();
            assertThat(page.locator(".toast").getByText("Accounting runs again."))
                    .isVisible();
        }
        assertThat(grants.getByText("Runs in a process of its own")).isVisible();
        Chromium.shots(page, "skill");
        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-detail")).hasCount(0);
        page.locator(".foot button").click();
        assertThat(page.locator("ctos-container").getByText("In processes of their own"))
                .isVisible();
    }

    /** What a skill would like is declined, granted and taken back while it runs; a value goes in and is not shown again. */
    private static void decidesWhatASkillMay(Page page) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Discover"))
                .click();
        page.getByRole(AriaRole.BUTTON, named("Install Site Watch")).click();
        Locator plan = page.locator("ctos-plan");
        Locator internet = plan.getByLabel("talk to any public address on the internet");
        assertThat(internet).isVisible();
        assertThat(internet).not().isChecked();
        Chromium.shots(page, "consent-optional");
        plan.locator("[data-agree]").click();
        assertThat(page.locator(".toast").getByText("Site Watch is installed.")).isVisible();

        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Installed"))
                .click();
        page.locator("ctos-installed")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Site Watch").setExact(true))
                .click();
        Locator grants = page.locator("ctos-grants");
        internet = grants.getByLabel("talk to any public address on the internet");
        assertThat(internet).not().isChecked();
        internet.click();
        assertThat(grants.getByText("Granted: network:outbound")).isAttached();
        assertThat(internet).isChecked();
        grants.locator("[name=value]").fill("not-to-be-shown");
        grants.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Set WATCH_TOKEN"))
                .click();
        // Not given to the skill as long as the permission is not granted.
        assertThat(grants.getByText("Value is set, but not allowed")).isVisible();
        assertThat(grants.locator("[name=value]")).hasValue("");
        grants.scrollIntoViewIfNeeded();
        Chromium.shots(page, "grants");
        internet.click();
        assertThat(grants.getByText("Taken back: network:outbound")).isAttached();
        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-detail")).hasCount(0);
    }

    private static void takesTheUpdate(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Check for updates")).click();
        Locator row = page.locator("ctos-updates .row");
        assertThat(row.getByText("1.2.0 → 1.3.0")).isVisible();
        assertThat(row.getByText("Fixes VAT calculation bug.")).isVisible();
        Chromium.shot(page, "updates");
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Update Accounting"))
                .click();
        page.locator("ctos-plan [data-agree]").click();
        assertThat(page.locator(".toast").getByText("Accounting is up to date."))
                .isVisible();
    }

    private static void findsAllAgain(Page page) {
        page.reload();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Installed"))
                .click();
        assertThat(page.locator("ctos-installed").getByText("1.3.0")).isVisible();
        Chromium.shots(page, "installed");
    }

    private static void goesBackAndRemoves(Page page) {
        Locator row = page.locator("ctos-installed .row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText("Accounting", new Page.GetByTextOptions().setExact(true))));
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Go back to 1.2.0"))
                .click();
        page.locator("ctos-plan [data-agree]").click();
        assertThat(page.locator(".toast").getByText("Accounting went back.")).isVisible();
        assertThat(row.getByText("1.2.0").first()).isVisible();

        // What others need cannot be removed: the refusal names them.
        page.getByRole(AriaRole.BUTTON, named("Uninstall CRM")).click();
        Locator refusal = page.locator("ctos-failure");
        assertThat(refusal.getByText("net.chingtech.accounting").first()).isVisible();
        Chromium.shot(page, "refusal");
        page.keyboard().press("Escape");

        page.getByRole(AriaRole.BUTTON, named("Uninstall Accounting")).click();
        page.locator("ctos-plan [data-agree]").click();
        assertThat(page.locator(".toast").getByText("Accounting was removed.")).isVisible();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
