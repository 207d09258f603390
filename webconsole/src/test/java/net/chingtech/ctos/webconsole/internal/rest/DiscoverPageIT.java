package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.SkillQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding a skill in a real browser: search, filters, addresses, and a catalogue that is too large to show. */
class DiscoverPageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.skills.installed.clear();
        SampleLegacy.addTo(container.skills);
        container.skills.installed.clear();
    });

    private Page page;
    private Locator cards;

    @BeforeEach
    void discover() {
        page = open.page;
        cards = page.locator("ctos-skill-card");
        open.tab("Discover");
        assertThat(cards.first()).isVisible();
    }

    private Locator facet(String name) {
        return page.locator("ctos-filters .facet").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator chips() {
        return page.locator(".chip");
    }

    private void at(String hash) {
        assertThat(page).hasURL(open.container.url("/ctos" + hash));
    }

    private SkillQuery lastQuery() {
        return container().queries.get(container().queries.size() - 1);
    }

    private FakeSkills container() {
        return open.container.skills;
    }

    @Test
    void category_isChosenFromThoseOfTheCatalogue_withItsNumber_andTakenAwayByItsChip() {
        int all = cards.count();
        assertThat(facet("Finance")).containsText("Finance");
        open.shots("discover");
        facet("Finance").click();
        assertThat(chips()).hasText("Finance");
        assertThat(cards).not().hasCount(all);
        assertThat(facet("Finance")).hasAttribute("aria-pressed", "true");
        assertThat(facet("Finance")).containsText(String.valueOf(cards.count()));
        // Others can still be chosen: their numbers are of the same question in any category.
        assertThat(facet("All categories")).isVisible();
        at("#discover?category=Finance");
        assertThat(lastQuery().category()).isEqualTo("Finance");
        chips().click();
        assertThat(cards).hasCount(all);
        at("#discover");
    }

    @Test
    void filtersAndOrder_liveInTheAddress_throughReload_back_andAnotherWindow() {
        facet("Official").click();
        assertThat(chips()).hasText("Official");
        page.waitForResponse("**/catalogue?*sort=rating*", () -> page.locator("ctos-filters select")
                .selectOption("rating"));
        at("#discover?tier=official&sort=rating");
        assertThat(cards.first()).isVisible();
        assertThat(lastQuery().tier()).isEqualTo(Tier.OFFICIAL);
        assertThat(lastQuery().sort()).isEqualTo(SkillQuery.Sort.RATING);

        page.reload();
        assertThat(chips()).hasText("Official");
        assertThat(page.locator("ctos-filters select")).hasValue("rating");
        page.goBack();
        at("#discover?tier=official");
        assertThat(page.locator("ctos-filters select")).hasValue("relevance");
        page.goBack();
        at("#discover");
        assertThat(chips()).hasCount(0);
        page.goForward();
        assertThat(chips()).hasText("Official");

        Page other = open.window();
        other.navigate(page.url());
        assertThat(other.locator(".chip")).hasText("Official");
    }

    @Test
    void openSkill_isInTheAddress_andBackClosesIt() {
        cards.first().locator("button.title").click();
        assertThat(page.locator("ctos-detail dialog")).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*#discover\\?skill=[a-z0-9._-]+$"));
        String link = page.url();
        page.goBack();
        assertThat(page.locator("ctos-detail")).hasCount(0);
        at("#discover");
        page.goForward();
        assertThat(page.locator("ctos-detail dialog")).isVisible();

        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-detail")).hasCount(0);
        at("#discover");
        page.goForward();
        assertThat(page.locator("ctos-detail dialog")).isVisible();
        Page other = open.window();
        other.navigate(link);
        assertThat(other.locator("ctos-detail dialog")).isVisible();
    }

    @Test
    void hostileAddress_isReadAsFarAsItIsOurs_andTheRestIsText() {
        page.navigate(
                page.url().replaceAll("#.*", "")
                        + "#discover?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&tier=gold&sort=up&skill=..%2F..%2Fx&category=%3Cscript%3E");
        page.reload();
        assertThat(chips().first()).hasText("\u201c<img src=x onerror=alert(1)>\u201d");
        assertThat(chips().nth(1)).hasText("<script>");
        assertThat(chips()).hasCount(2);
        assertThat(page.locator("ctos-detail")).hasCount(0);
        assertThat(page.locator(".empty")).containsText("No skill fits");
        open.shots("discover-none");
        page.navigate(page.url().replaceAll("#.*", "#nowhere"));
        assertThat(page.locator("#tab-discover")).hasAttribute("aria-selected", "true");
    }

    @Test
    void slash_leadsToTheSearch_whichLooksWhileOneTypes_andEscapeEmptiesIt() {
        int all = cards.count();
        Locator box = page.getByRole(AriaRole.SEARCHBOX);
        page.keyboard().press("/");
        assertThat(box).isFocused();
        page.keyboard().type("payroll/");
        assertThat(box).hasValue("payroll/");
        page.keyboard().press("Backspace");
        assertThat(cards).hasCount(1);
        at("#discover?q=payroll");
        page.keyboard().press("Escape");
        assertThat(box).hasValue("");
        assertThat(cards).hasCount(all);
        at("#discover");
    }

    @Test
    void olderAnswerThatComesLate_isNotShownOverTheNewer() {
        CompletableFuture<Route> held = new CompletableFuture<>();
        page.route("**/catalogue?*q=accounting*", held::complete);
        Locator box = page.getByRole(AriaRole.SEARCHBOX);
        box.fill("accounting");
        page.waitForCondition(held::isDone);
        box.fill("payroll");
        assertThat(cards).hasCount(1);
        assertThat(cards).containsText("Payroll");
        held.join().resume();
        // Whatever became of the held one, the page has had its turn once another answer was shown.
        page.waitForResponse("**/ctos/api/v1/status", () -> page.evaluate("fetch('/ctos/api/v1/status')"));
        assertThat(cards).hasCount(1);
        assertThat(cards).containsText("Payroll");
        assertThat(page.locator(".grid")).hasAttribute("aria-busy", "false");
    }

    @Test
    void filtersOnANarrowPage_areBehindAButton_thatSaysHowManyThereAre() {
        page.setViewportSize(390, 800);
        Locator button = page.locator(".filters-button");
        assertThat(page.locator("ctos-filters")).isHidden();
        button.click();
        assertThat(button).hasAttribute("aria-expanded", "true");
        facet("Community").click();
        assertThat(button).hasText("Filters (1)");
        assertThat(page.locator("ctos-filters")).isVisible();
        open.shots("discover-filters");
    }

    @Test
    void card_isOneStopOfTheKeyboard_besideItsButton_andAllOfItLeadsToTheSkill() {
        Locator first = cards.first();
        first.locator("button.title").focus();
        page.keyboard().press("Tab");
        assertThat(first.locator(".card-do button")).isFocused();
        page.keyboard().press("Tab");
        assertThat(cards.nth(1).locator("button.title")).isFocused();
        first.locator(".summary").click(new Locator.ClickOptions().setForce(true));
        assertThat(page.locator("ctos-detail dialog")).isVisible();
    }

    @Test
    void installThatFailed_saysSoOnItsCard_alsoAfterAReload_withTheReasonOneClickAway() {
        page.getByRole(AriaRole.SEARCHBOX).fill("translate");
        assertThat(cards).hasCount(1);
        cards.locator(".card-do button").click();
        page.locator("ctos-plan .flag input").nth(0).check();
        page.locator("ctos-plan .flag input").nth(1).check();
        page.locator("[data-agree]").click();
        assertThat(page.locator("ctos-failure")).containsText("no dictionary found");
        page.keyboard().press("Escape");
        page.reload();
        Locator failed = cards.locator(".failed");
        assertThat(failed).containsText("Failed");
        open.shots("discover-failed");
        failed.getByText("Failed").click();
        assertThat(page.locator("ctos-failure")).containsText("no dictionary found");
        page.keyboard().press("Escape");
        failed.getByText("Try again").click();
        assertThat(page.locator("ctos-plan dialog")).isVisible();
    }

    @Test
    void firstRun_greets_untilItIsSentAway() {
        Locator welcome = page.locator(".welcome");
        assertThat(welcome).hasCount(0);
        open.container.skills.pins.clear();
        page.reload();
        assertThat(welcome).containsText("Welcome to your skills");
        assertThat(welcome).containsText("/mcp");
        assertThat(welcome).containsText("secrets/mcp-token");
        open.shots("welcome");
        welcome.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Do not show this again"))
                .click();
        assertThat(welcome).hasCount(0);
        page.reload();
        assertThat(cards.first()).isVisible();
        assertThat(welcome).hasCount(0);
    }

    @Test
    void nothingInstalled_eachTabSaysWhatToDo() {
        open.tab("Updates");
        assertThat(page.locator("ctos-updates .empty")).containsText("nothing to update");
        open.shots("updates-empty");
        page.locator("ctos-updates .empty button").click();
        at("#discover");
        open.tab("Installed");
        assertThat(page.locator("ctos-installed .empty")).isVisible();
        open.shots("installed-empty");
    }

    @Test
    void revokedSkill_isMarkedOnItsCard() throws Exception {
        SkillId id = SampleTrust.PAYROLL;
        container()
                .installed
                .put(
                        id,
                        SampleTrust.quarantined(
                                Samples.installed(container().page(id), SkillVersion.of("1.0.0"), null, List.of())));
        page.reload();
        assertThat(cards.filter(new Locator.FilterOptions().setHasText("Payroll")))
                .containsText("Stopped: revoked");
    }

    @Test
    void everyWidth_hasRoomForAll() {
        for (int width : new int[] {360, 768, 1280, 1920, 3840}) {
            page.setViewportSize(width, Math.min(2160, Math.max(740, width * 9 / 16)));
            page.waitForFunction("width => innerWidth === width", width);
            Object wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
            assertThat(wide).as("a bar to scroll sideways at " + width).isEqualTo(false);
            Object columns = page.evaluate(
                    "getComputedStyle(document.querySelector('.grid')).gridTemplateColumns.split(' ').length");
            assertThat(((Number) columns).intValue()).as("columns at " + width).isBetween(width / 800, 8);
        }
        page.setViewportSize(1280, 800);
    }
}
