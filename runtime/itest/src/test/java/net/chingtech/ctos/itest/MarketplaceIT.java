package net.chingtech.ctos.itest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator in a real browser: find, install, try, update, take back, remove. */
class MarketplaceIT {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> CHROMIUM =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final LocatorAssertions.IsVisibleOptions SLOW =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    private final List<String> complaints = new ArrayList<>();

    @Test
    void skill_isInstalledTriedUpdatedAndTakenBack(@TempDir Path work) throws Exception {
        Files.createDirectories(SCREENSHOTS);
        try (RunningContainer container = RunningContainer.start(work.resolve("ctos-home"));
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(chromium())) {
            Page page = browser.newPage(
                    new Browser.NewPageOptions().setViewportSize(1280, 800).setColorScheme(ColorScheme.LIGHT));
            listen(page);
            logIn(page, container);
            installsOldVersion(page);
            triesIt(page, "5.00");
            movesItToAProcess(page);
            decidesWhatASkillMay(page);
            takesTheUpdate(page);
            triesIt(page, "5.01");
            showsDarkAndNarrow(page);
            goesBackAndRemoves(page);
            assertThat(complaints).as("what the browser complained of").isEmpty();
        }
    }

    private void listen(Page page) {
        page.onConsoleMessage(message -> {
            // The browser reports the refused plan of the walk, too: an answer with 409 is no fault of the page.
            boolean refusal = message.text().contains("409 (Conflict)");
            if (!refusal && (message.type().equals("error") || message.type().equals("warning"))) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    private static void logIn(Page page, RunningContainer container) {
        page.navigate(container.url() + "/ctos");
        assertThat(page.locator("#user")).isVisible();
        shot(page, "login");
        page.locator("#user").fill("admin");
        page.locator("#password").fill(container.ctos().file("secrets/admin-password"));
        page.getByRole(AriaRole.BUTTON, named("Log in")).click();
        assertThat(page.getByRole(AriaRole.HEADING, headed("Skill Marketplace")))
                .isVisible(SLOW);
    }

    private static void installsOldVersion(Page page) {
        page.getByPlaceholder("Search skills").fill("accounting");
        Locator card = page.locator("ctos-skill-card").filter(new Locator.FilterOptions().setHasText("VAT"));
        assertThat(page.locator("ctos-skill-card")).hasCount(1);
        assertThat(card).isVisible(SLOW);
        page.getByPlaceholder("Search skills").fill("");
        assertThat(page.locator("ctos-skill-card")).hasCount(4);
        shot(page, "discover");

        page.locator("ctos-skill-card")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Accounting").setExact(true))
                .click();
        Locator detail = page.locator("ctos-detail");
        assertThat(detail.getByText("net.chingtech.crm").first()).isVisible();
        assertThat(detail.getByText("read sales data")).isVisible();
        detail.locator("select").selectOption("1.2.0");
        shot(page, "detail");
        detail.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Install 1.2.0"))
                .click();

        Locator plan = page.locator("ctos-plan");
        assertThat(plan.getByText("Install Accounting 1.2.0?")).isVisible(SLOW);
        assertThat(plan.getByText("CRM").first()).isVisible();
        shot(page, "consent");
        plan.locator("[data-agree]").click();
        assertThat(page.getByText("Accounting is installed.")).isVisible(SLOW);
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
        shot(page, "tools-" + vat);
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
        assertThat(grants.getByText("read sales data")).isVisible(SLOW);
        if (RunningContainer.HAS_SECURITY_LAYER) {
            assertThat(grants.getByText("Runs inside the container")).isVisible();
            grants.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Move to a process of its own"))
                    .click();
            Locator plan = page.locator("ctos-plan");
            assertThat(plan.getByText("Until now it ran in the container's framework."))
                    .isVisible(SLOW);
            shot(page, "move");
            plan.locator("[data-agree]").click();
            assertThat(page.getByText("Accounting runs again.")).isVisible(SLOW);
        }
        assertThat(grants.getByText("Runs in a process of its own")).isVisible(SLOW);
        shot(page, "skill");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shot(page, "skill-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
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
        assertThat(internet).isVisible(SLOW);
        assertThat(internet).not().isChecked();
        shotAtAllSizes(page, "consent-optional");
        plan.locator("[data-agree]").click();
        assertThat(page.getByText("Site Watch is installed.")).isVisible(SLOW);

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
        shotAtAllSizes(page, "grants");
        internet.click();
        assertThat(grants.getByText("Taken back: network:outbound")).isAttached();
        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-detail")).hasCount(0);
    }

    private static void takesTheUpdate(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Check for updates")).click();
        Locator row = page.locator("ctos-updates .row");
        assertThat(row.getByText("1.2.0 → 1.3.0")).isVisible(SLOW);
        assertThat(row.getByText("Fixes VAT calculation bug.")).isVisible();
        shot(page, "updates");
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Update Accounting"))
                .click();
        page.locator("ctos-plan [data-agree]").click();
        assertThat(page.getByText("Accounting is up to date.")).isVisible(SLOW);
    }

    /** The same page in the dark theme and at the width of a telephone; a reload finds everything again. */
    private static void showsDarkAndNarrow(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.reload();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Installed"))
                .click();
        assertThat(page.locator("ctos-installed").getByText("1.3.0")).isVisible(SLOW);
        shot(page, "installed-dark");
        page.setViewportSize(360, 740);
        shot(page, "installed-dark-narrow");
        Object overflow = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        assertThat(overflow).as("a bar to scroll sideways at 360 px").isEqualTo(false);
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void goesBackAndRemoves(Page page) {
        Locator row = page.locator("ctos-installed .row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText("Accounting", new Page.GetByTextOptions().setExact(true))));
        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Go back to 1.2.0"))
                .click();
        page.locator("ctos-plan [data-agree]").click();
        assertThat(page.getByText("Accounting went back.")).isVisible(SLOW);
        assertThat(row.getByText("1.2.0").first()).isVisible(SLOW);

        // What others need cannot be removed: the refusal names them.
        page.getByRole(AriaRole.BUTTON, named("Uninstall CRM")).click();
        Locator refusal = page.locator("ctos-failure");
        assertThat(refusal.getByText("net.chingtech.accounting").first()).isVisible(SLOW);
        shot(page, "refusal");
        page.keyboard().press("Escape");

        page.getByRole(AriaRole.BUTTON, named("Uninstall Accounting")).click();
        page.locator("ctos-plan [data-agree]").click();
        assertThat(page.getByText("Accounting was removed.")).isVisible(SLOW);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions headed(String name) {
        return new Page.GetByRoleOptions().setName(name).setLevel(1);
    }

    /** In the light and the dark theme, and at the width of a telephone, where nothing may be wider than the page. */
    private static void shotAtAllSizes(Page page, String name) {
        shot(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shot(page, name + "-dark");
        page.setViewportSize(360, 740);
        shot(page, name + "-dark-narrow");
        Object wide = page.evaluate(
                "[...document.querySelectorAll('dialog .content')].some(one => one.scrollWidth > one.clientWidth)");
        assertThat(wide).as("a bar to scroll sideways at 360 px in " + name).isEqualTo(false);
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private static BrowserType.LaunchOptions chromium() {
        Path browser = CHROMIUM.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no Chromium: type apt-get install -y --no-install-recommends chromium"));
        return new BrowserType.LaunchOptions()
                .setExecutablePath(browser)
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
    }
}
