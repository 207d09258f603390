package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import net.chingtech.ctos.provisioning.InstalledSkill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page over a container that is not there, or only half. */
class WaitingPageIT {

    private static final String CATALOGUE = "**/api/v1/catalogue?**";

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> container.skills.alerts.clear());

    /** A server that has begun, and not yet its REST, answers in words of its own; what is asked for comes by itself later. */
    @ParameterizedTest
    @ValueSource(ints = {404, 503})
    void serverWithoutItsRest_isWaitedFor(int status) {
        Page page = open.page;
        open.tab("Discover");
        page.route(
                CATALOGUE,
                route -> route.fulfill(
                        new Route.FulfillOptions().setStatus(status).setBody("<html>nothing here</html>")));
        page.getByRole(AriaRole.SEARCHBOX).fill("warehouse");
        assertThat(page.locator("ctos-app"))
                .containsText("The container is still starting its skills. This page goes on by itself.");
        page.unroute(CATALOGUE);
        assertThat(page.locator("ctos-skill-card")).hasCount(1);
        assertThat(page.locator("ctos-app")).not().containsText("This page goes on by itself.");
        open.expectRefusal(status);
    }

    /** Somebody else installed a skill since the page was loaded; it has an update. */
    @Test
    void skillThatOthersInstalled_canBeUpdated_onceUpdatesWereAskedFor() {
        InstalledSkill accounting = open.container.skills.installed.remove(Samples.ACCOUNTING);
        open.page.reload();
        assertThat(open.page.locator("ctos-installed .row").first()).isVisible();
        open.container.skills.installed.put(Samples.ACCOUNTING, accounting);
        open.button("Check for updates").click();
        assertThat(open.button("Update Accounting")).isVisible();
    }
}
