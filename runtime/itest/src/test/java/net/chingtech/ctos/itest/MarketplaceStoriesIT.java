package net.chingtech.ctos.itest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What administrators live through with a real container and hub, in a real browser: each story with skills of its own, and
 * all in one container, that is ended in the last. Nothing is asserted of how long anything takes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MarketplaceStoriesIT {

    private static final CrashSkill HANG = new CrashSkill("hang", true, false, null);
    private static final CrashSkill STOCK = new CrashSkill("stock", true, false, null);
    private static final CrashSkill DESK = new CrashSkill("desk", true, false, null);
    private static final CrashSkill BOOK = new CrashSkill("book", true, false, null);
    private static final CrashSkill UNWELL = new CrashSkill("unwell", true, false, null);

    private static final String ICON = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">"
            + "<rect width=\"48\" height=\"48\" fill=\"#35507a\"/><circle cx=\"24\" cy=\"24\" r=\"12\" fill=\"#9fc2ff\"/></svg>";

    @TempDir
    static Path work;

    private static TestHub hub;
    private static RunningContainer container;
    private static Chromium chromium;

    private Page page;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(work, "test.crash", Tier.COMMUNITY);
        publish(HANG, HANG.bad(0, 0, Map.of("start", "hangs")));
        for (CrashSkill skill : List.of(STOCK, DESK, BOOK, UNWELL)) {
            publish(skill, skill.release(0));
        }
        container = RunningContainer.start(work.resolve("ctos-home"), hub.run());
        hub.trustedBy(container.ctos().home());
        // A page that was loaded does not ask again for what a hub has to say by now.
        for (CrashSkill skill : List.of(HANG, STOCK, DESK, BOOK, UNWELL)) {
            container.awaitRest(
                    "catalogue?q=" + skill.name(),
                    answer -> answer.at("/skills").findValuesAsText("id").contains(skill.id()));
        }
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (container != null) {
            container.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @BeforeEach
    void logIn() {
        page = chromium.somebody(container);
    }

    @AfterEach
    void browserHasNothingToSay() {
        try {
            assertThat(chromium.complaints())
                    .as("what the browser complained of")
                    .isEmpty();
        } finally {
            chromium.closeWindows();
        }
    }

    @Test
    @Order(1)
    void newContainer_teachesWhatToDoFirst() {
        tab("Installed");
        assertThat(page.locator("ctos-installed")).containsText("No skill is installed yet.");
        Chromium.shots(page, "first-installed");
        page.locator("ctos-installed")
                .getByRole(AriaRole.BUTTON, named("Discover skills"))
                .click();
        assertThat(card("Stock")).isVisible();
        Chromium.shots(page, "first-discover");
    }

    @Test
    @Order(2)
    void longInstall_isSeenInEveryWindow_alsoAfterAReload_keepsOthersOut_andIsTakenBack() {
        Page other = chromium.somebody(container);
        search("hang", "Hang");
        card("Hang").getByRole(AriaRole.BUTTON, named("Install Hang")).click();
        agree();
        Locator running = page.locator("ctos-task-bar section.task");
        assertThat(running).isVisible();
        Page second = Chromium.window(page);
        assertThat(second.locator("ctos-task-bar section.task")).isVisible();
        page.reload();
        assertThat(running.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        search("hang", "Hang");
        assertThat(card("Hang").locator(".busy")).containsText("Installing");
        Chromium.shots(page, "installing");

        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Install Desk"))
                .click();
        other.locator("ctos-plan [data-agree]").click();
        Locator refusal = other.locator("ctos-failure");
        assertThat(refusal).containsText("busy");
        chromium.expect("status of 409");

        running.getByRole(AriaRole.BUTTON, named("Stop and undo")).click();
        // What has begun to start is waited for to the end of its time.
        assertThat(page.locator(".toast").getByText("Stopped. Everything is as it was before."))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
        assertThat(second.locator(".toast").getByText("Stopped. Everything is as it was before."))
                .isVisible();
        assertThat(card("Hang").getByRole(AriaRole.BUTTON, named("Install Hang")))
                .isVisible();
        Chromium.shots(other, "busy");
    }

    @Test
    @Order(3)
    void allUpdates_comeByOnePlan_thatIsShownAgainWhenItChanged_withWhatIsNewlyAllowed() {
        install(STOCK);
        install(DESK);
        publish(
                STOCK,
                STOCK.release(1)
                        .json("permissions", List.of("db:own", "network:outbound", "filesystem:temp"))
                        .json("release_notes", "Looks up prices on the web."));
        publish(DESK, DESK.bad(0, 1, Map.of()));
        awaitUpdates(2);
        page.getByRole(AriaRole.BUTTON, page("Check for updates")).click();
        Locator rows = page.locator("ctos-updates .row");
        assertThat(rows).hasCount(2);
        assertThat(rows.filter(with("Stock"))).containsText("Looks up prices on the web.");
        Chromium.shots(page, "updates");

        page.getByRole(AriaRole.BUTTON, page("Update all")).click();
        Locator plan = page.locator("ctos-plan");
        assertThat(plan).containsText("Update 2 skills?");
        assertThat(plan.locator(".gained").first()).containsText("public address on the internet");
        Chromium.shots(page, "update-all");
        // Another administrator is faster with one of them.
        carryOut(Map.of("action", "update", "id", DESK.id()));
        page.locator("[data-agree]").click();
        assertThat(plan).containsText("Something changed since the plan was made.");
        assertThat(plan).containsText("Update 1 skill");
        Chromium.shots(page, "plan-changed");
        chromium.expect("status of 409");
        agree();
        assertThat(page.locator("ctos-task-bar")).containsText("Done:");
        tab("Installed");
        assertThat(row("Stock")).containsText("1.1.0");
    }

    @Test
    @Order(4)
    void updateThatFails_isExplained_withALogToCopy_andTheOldVersionServesOn() {
        install(BOOK);
        publish(BOOK, BOOK.bad(0, 1, Map.of("start", "throws")));
        awaitUpdates(1);
        page.reload();
        tab("Updates");
        page.locator("ctos-updates .row")
                .getByRole(AriaRole.BUTTON, named("Update Book"))
                .click();
        agree();
        Locator failure = page.locator("ctos-failure");
        assertThat(failure).containsText("this release was made to fail");
        assertThat(failure).containsText("Your skills are as they were before.");
        Chromium.shots(page, "failure");
        failure.getByRole(AriaRole.BUTTON, named("Copy the log")).click();
        assertThat(failure.getByRole(AriaRole.BUTTON, named("Copied"))).isVisible();
        assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
                .contains("this release was made to fail", "Book");
        page.keyboard().press("Escape");
        assertThat(failure).hasCount(0);
        tab("Installed");
        assertThat(row("Book")).containsText("1.0.0");
        assertThat(row("Book")).containsText("Running");
    }

    @Test
    @Order(5)
    void installedSkill_isSet_held_offeredBetas_takenBack_andRemoved() {
        install(STOCK);
        if (version(STOCK).equals("1.0.0")) {
            publish(STOCK, STOCK.release(1));
            awaitUpdates(1);
            carryOut(Map.of("action", "update", "id", STOCK.id()));
        }
        page.reload();
        tab("Installed");
        row("Stock").getByRole(AriaRole.BUTTON, exactly("Stock")).click();
        Locator settings = panel("Settings");
        settings.getByLabel("Limit").fill("7");
        settings.getByLabel("Secret").fill("not-to-be-shown");
        settings.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(page.locator(".toast").getByText("Stock runs with its new settings."))
                .isVisible();
        assertThat(settings.getByLabel("Limit")).hasValue("7");
        Chromium.shots(page, "settings");
        Locator updates = panel("Updates of this skill");
        updates.getByRole(AriaRole.SWITCH).press("Space");
        assertThat(updates.locator("summary")).containsText("Held at this version");
        updates.getByLabel("Which releases it is offered").selectOption("beta");
        assertThat(updates.locator("summary")).containsText("Beta");
        Locator states = panel("Earlier states").locator(".states li").first();
        assertThat(states).containsText("1.0.0");
        states.scrollIntoViewIfNeeded();
        Chromium.shots(page, "history");
        states.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("ctos-plan")).containsText("Take Stock back to 1.0.0?");
        Chromium.shots(page, "rollback");
        agree();
        assertThat(page.locator(".toast").getByText("Stock went back.")).isVisible();
        assertThat(page.content()).doesNotContain("not-to-be-shown");
        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-detail")).hasCount(0);

        page.getByRole(AriaRole.BUTTON, page("Uninstall Stock")).click();
        agree();
        assertThat(page.locator(".toast").getByText("Stock was removed.")).isVisible();
        assertThat(row("Stock")).hasCount(0);
    }

    @Test
    @Order(6)
    void skillThatTurnsBad_goesBackByItself_andAnAlertSaysSo_untilItWasRead() {
        install(UNWELL);
        publish(UNWELL, UNWELL.bad(0, 1, Map.of("health", "15000")));
        awaitUpdates(1);
        carryOut(Map.of("action", "update", "id", UNWELL.id(), "version", "1.0.1"));
        container.awaitRest("alerts", answer -> answer.toString().contains(UNWELL.id()));
        page.reload();
        Locator alert = page.locator("ctos-alerts .alert").filter(with("Unwell"));
        assertThat(alert.first()).containsText("The version of before is back in its place.");
        Chromium.shots(page, "alert");
        alert.first().getByRole(AriaRole.BUTTON, named("I read this")).click();
        assertThat(alert).hasCount(0);
    }

    @Test
    @Order(7)
    void sessionThatIsOver_leadsToTheLogin_andBack() {
        install(DESK);
        page.reload();
        tab("Installed");
        Page second = Chromium.window(page);
        second.getByRole(AriaRole.BUTTON, page("Log out")).click();
        assertThat(second.locator("#user")).isVisible();
        chromium.expect("status of 401");
        Locator over = page.locator("ctos-session");
        assertThat(over).containsText("You logged out in another window.");
        Chromium.shots(page, "session-over");
        over.getByRole(AriaRole.LINK, exactly("Log in")).click();
        Chromium.logIn(page, container);
        // It comes back to where it was.
        assertThat(row("Desk")).isVisible();
    }

    @Test
    @Order(8)
    void everyTab_andAPlan_standInTraditionalChinese() {
        install(DESK);
        page = chromium.open(container, "zh-TW");
        Chromium.shots(page, "zh-login");
        Chromium.logIn(page, container);
        assertThat(page.locator("html[lang=zh-TW]")).isAttached();
        assertThat(page.locator("ctos-skill-card").first()).isVisible();
        Chromium.shots(page, "zh-discover");
        Locator tabs = page.getByRole(AriaRole.TAB);
        for (int i = 1; i < tabs.count(); i++) {
            tabs.nth(i).click();
            assertThat(tabs.nth(i)).hasAttribute("aria-selected", "true");
            Chromium.shots(page, "zh-tab" + i);
        }
        tabs.nth(1).click();
        page.locator("ctos-installed .row")
                .filter(with("Desk"))
                .locator("button.title")
                .click();
        assertThat(page.locator("ctos-detail ctos-grants")).isVisible();
        Chromium.shots(page, "zh-detail");
        page.keyboard().press("Escape");
        tabs.nth(0).click();
        page.locator("ctos-skill-card")
                .filter(with("Site Watch"))
                .locator(".card-foot button")
                .click();
        assertThat(page.locator("[data-agree]")).isVisible();
        Chromium.shots(page, "zh-plan");
    }

    @Test
    @Order(9)
    void hubThatIsDown_andAContainerThatRestarts_areSaid_andThePageComesBack() {
        install(DESK);
        page.reload();
        hub.close();
        awaitCheck(answer -> !answer.path("failed").isEmpty());
        page.getByRole(AriaRole.BUTTON, page("Check for updates")).click();
        assertThat(page.locator("ctos-app")).containsText("did not answer");
        Chromium.shots(page, "hub-down");
        page.getByRole(AriaRole.SEARCHBOX).fill("nothing like it");
        assertThat(page.locator("ctos-discover")).containsText("Not every source answered");
        Chromium.shots(page, "hub-down-search");
        tab("Installed");
        assertThat(row("Desk")).containsText("Running");

        int port = URI.create(container.url()).getPort();
        container.kill();
        page.getByRole(AriaRole.SEARCHBOX).fill("desk");
        assertThat(page.locator("ctos-app")).containsText("The container does not answer.");
        Chromium.shots(page, "container-away");
        String[] words = hub.run();
        words[2] = String.valueOf(port);
        container = RunningContainer.start(container.ctos().home(), words);
        container.awaitRest(
                "skills/" + DESK.id(), skill -> skill.path("status").asText().equals("active"));
        // Sessions end with the container; so the page leads to the login, and on from there.
        page.locator("ctos-session").getByRole(AriaRole.LINK, exactly("Log in")).click();
        Chromium.logIn(page, container);
        tab("Installed");
        assertThat(row("Desk")).containsText("Running");
        chromium.expect("ERR_");
        chromium.expect("status of 401");
        chromium.expect("status of 404");
        chromium.expect("status of 503");
    }

    private void search(String text, String name) {
        tab("Discover");
        page.getByRole(AriaRole.SEARCHBOX).fill(text);
        assertThat(page.locator("ctos-skill-card")).hasCount(1);
        assertThat(card(name)).isVisible();
    }

    private void tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }

    private void agree() {
        page.locator("ctos-plan [data-agree]").click();
        assertThat(page.locator("ctos-plan")).hasCount(0);
    }

    private Locator card(String name) {
        return page.locator("ctos-skill-card").filter(with(name));
    }

    private Locator row(String name) {
        return page.locator("ctos-installed .row").filter(with(name));
    }

    private Locator panel(String title) {
        Locator panel = page.locator("ctos-detail details.panel")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(title).setExact(true))));
        panel.locator("summary").first().press("Enter");
        return panel;
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Locator.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }

    private static Page.GetByRoleOptions page(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** With much time to start, where everything may take long; one of them never does. */
    private static TestSkill named(CrashSkill skill, TestSkill release) {
        String name = skill.name();
        return release.json("health", Map.of("timeout_ms", 30_000))
                .json("name", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .json("icon", "icon.svg")
                .file("icon.svg", ICON)
                .json("summary", "Keeps entries for the " + name + " and tells all that it has.");
    }

    private static void publish(CrashSkill skill, TestSkill release) {
        hub.publish(named(skill, release));
    }

    /** By another administrator, if it is not there. */
    private static void install(CrashSkill skill) {
        if (container.rest("GET", "skills/" + skill.id(), null).statusCode() == 404) {
            carryOut(Map.of("action", "install", "id", skill.id(), "version", "1.0.0"));
        }
    }

    private static String version(CrashSkill skill) {
        return RunningContainer.json(
                        container.rest("GET", "skills/" + skill.id(), null).body())
                .path("version")
                .asText();
    }

    private static void carryOut(Map<String, String> question) {
        JsonNode plan = container.awaitPlan(question);
        String task = container.carryOut(plan).path("task_id").asText();
        JsonNode ended = container.awaitRest("tasks/" + task, state -> state.hasNonNull("finished_at"));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("succeeded");
    }

    /** A hub signs its lists a moment after something was published. */
    private static void awaitUpdates(int count) {
        awaitCheck(answer -> answer.path("updates").size() >= count);
    }

    /** Lists that a hub gave a moment ago are not asked for again. */
    private static void awaitCheck(Predicate<JsonNode> done) {
        container.awaitRest("updates", answer -> {
            if (done.test(answer)) {
                return true;
            }
            container.rest("POST", "updates/check", null);
            return false;
        });
    }
}
