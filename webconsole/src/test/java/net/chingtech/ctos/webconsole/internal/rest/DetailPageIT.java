package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import net.chingtech.ctos.provisioning.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The details of a skill in a real browser: its description, screenshots, versions, needs and maker. */
class DetailPageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        SampleDetail.addTo(container.skills);
    });

    @Test
    void description_isDrawnFromMarkdown_belowOurHeadings_andLinksSayWhereTheyLead() {
        Locator about = studio().locator(".about .markdown");
        assertThat(about.locator("h5")).hasText("What it draws");
        assertThat(about.locator("ol > li > ul > li")).hasCount(2);
        assertThat(about.locator("td").first()).hasText("bars");
        Locator guide = about.locator("a").first();
        assertThat(guide).hasText("the guide (harbour.example)");
        assertThat(guide).hasAttribute("rel", "noopener noreferrer nofollow");
        assertThat(guide).hasAttribute("target", "_blank");
        assertThat(about).containsText("A map of sales");
        assertThat(about.locator("img")).hasCount(0);
        open.shots("detail");
        open.shots("detail-description", about.locator("table"));
    }

    @Test
    void screenshots_goByButtonAndArrow_openInFull_andABrokenOneLeaves() {
        open.page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        Locator shots = studio().locator("ctos-carousel");
        shots.scrollIntoViewIfNeeded();
        assertThat(shots.locator(".dot")).hasCount(4);
        // With its first step a screenshot has hardly moved, and is left all the same.
        shots.evaluate("shots => { shots.querySelector('[aria-label=\"Next screenshot\"]').click();"
                + " shots.querySelector('.shots-track').dispatchEvent(new Event('scroll')); }");
        assertThat(shots.locator(".dot").nth(1)).hasAttribute("aria-current", "true");
        // The next one is no picture: once it comes into sight, it is gone.
        button(shots, "Next screenshot").click();
        assertThat(shots.locator(".dot")).hasCount(3);
        assertThat(shots.locator("img")).hasCount(3);
        shots.locator(".shots-track").press("ArrowLeft");
        assertThat(shots.locator(".dot").nth(1)).hasAttribute("aria-current", "true");
        open.shots("detail-screenshots", shots);

        shots.locator(".shot").nth(1).click();
        Locator full = shots.locator("dialog.full");
        assertThat(full).isVisible();
        assertThat(full).containsText("2 of 3");
        open.page.keyboard().press("ArrowRight");
        assertThat(full).containsText("3 of 3");
        open.shots("detail-full");
        open.page.keyboard().press("Escape");
        assertThat(full).hasCount(0);
        assertThat(shots.locator(".shot").nth(2)).isFocused();
        assertThat(open.page.locator("ctos-detail")).hasCount(1);
    }

    @Test
    void version_isChosen_amongDatesChannelsAndMarks_andInstalledAsChosen() {
        Locator detail = studio();
        Locator versions = detail.locator("aside select");
        assertThat(versions.locator("option")).hasText(new String[] {
            "3.0.0-beta.1 · Nov 2, 2026 · Beta",
            "2.1.0 · Oct 20, 2026 · newest",
            "2.0.0 · Aug 1, 2026 · withdrawn",
            "1.9.0 · May 1, 2026 · revoked"
        });
        assertThat(detail.locator(".news li")).hasText(new String[] {"draws maps", "fixes bars"});
        versions.selectOption("1.9.0");
        assertThat(detail.locator("aside")).containsText("This version was taken back");
        open.shots("detail-revoked", versions);
        versions.selectOption("2.0.0");
        assertThat(detail.locator("aside")).containsText("Its publisher withdrew this version");
        button(detail, "Install 2.0.0").click();
        assertThat(open.page.locator("ctos-plan")).containsText("Install Chart Studio 2.0.0?");
    }

    @Test
    void whatWouldCome_isSaidBeforeAnybodyAsks_andNothingIsDone() {
        Locator aside = studio().locator("aside");
        assertThat(aside).containsText("2.0.1 is installed with it");
        assertThat(aside).containsText("1.2.0 is installed");
        assertThat(aside).containsText("through CRM: read crm data");
        assertThat(aside).containsText("It runs in the container's framework, fenced by Java's security layer.");
        assertThat(aside).containsText("later versions must be signed by it, too");
        assertThat(open.container.skills.changes).hasSize(1);
        assertThat(open.container.skills.changes.get(0)).isInstanceOf(Change.Install.class);
        assertThat(open.container.skills.consents).isEmpty();
        aside.locator(".needs .title")
                .filter(new Locator.FilterOptions().setHasText("CRM"))
                .click();
        assertThat(open.page.locator("#ctos-detail-title")).hasText("CRM");
    }

    @Test
    void installedSkill_leadsToAllThatCanBeChanged_belowItsDescription() {
        details("Accounting");
        Locator detail = open.page.locator("ctos-detail");
        assertThat(detail.locator(".ways button"))
                .hasText(new String[] {"Settings", "Hold and channel", "Earlier states", "What it may do"});
        open.shots("detail-installed");
        button(detail.locator(".ways"), "Hold and channel").click();
        assertThat(detail.getByLabel("Which releases it is offered")).isVisible();
        button(detail.locator(".ways"), "Settings").click();
        assertThat(detail.getByLabel("Days to pay")).isVisible();
        assertThat(detail.locator("ctos-settings summary")).isFocused();
        for (String name : List.of("Open Accounting", "Uninstall Accounting", "Update Accounting")) {
            assertThat(button(detail.locator("footer"), name)).isVisible();
        }
        assertThat(open.page.evaluate("document.querySelector('ctos-detail dialog').scrollTop"))
                .as("the dialog keeps its head in sight")
                .isEqualTo(0);
        open.shots("detail-manage", detail.locator(".manage"));
    }

    @Test
    void newestVersion_isOffered_alsoBeforeAnybodyHasLookedForUpdates() {
        open.page.route(
                "**/api/v1/updates",
                route -> route.fulfill(new Route.FulfillOptions().setBody("{\"updates\": [], \"failed\": []}")));
        open.page.reload();
        details("Accounting");
        Locator detail = open.page.locator("ctos-detail");
        Locator update = button(detail.locator("footer"), "Update Accounting");
        detail.locator("aside select").selectOption("1.2.0");
        assertThat(update).hasCount(0);
        detail.locator("aside select").selectOption("1.3.0");
        update.click();
        assertThat(open.page.locator("ctos-plan")).containsText("Update Accounting to 1.3.0?");
    }

    private Locator studio() {
        open.tab("Discover");
        details("Chart Studio");
        return open.page.locator("ctos-detail");
    }

    private void details(String name) {
        open.page
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }
}
