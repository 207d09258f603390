package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A catalogue of 100,000 skills in a real browser: it says how many there are, how far one can leaf, and stays small. */
class LargeCataloguePageIT {

    private static final int PER_PAGE = 24;
    private static final int MOST_CARDS = 480;
    private static final int PAGES = 22;

    private final LargeCatalogue catalogue = new LargeCatalogue(100_000, PAGES * PER_PAGE);

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.doors.setSkills(catalogue);
    });

    @Test
    void leafing_keepsOnlySoManyCards_leadsBack_andSaysInWordsWhereItEnds() {
        Page page = open.page;
        open.tab("Discover");
        Locator cards = page.locator("ctos-skill-card");
        assertThat(cards).hasCount(PER_PAGE);
        assertThat(page.locator("ctos-discover .toolbar")).containsText("100,000 skills");
        Locator more = button(page, "Show more");
        Locator earlier = button(page, "Show earlier ones");
        assertThat(more.locator("..")).containsText("24 of 100,000 shown");
        assertThat(earlier).hasCount(0);

        for (int number = 2; number <= PAGES; number++) {
            more.click();
            assertThat(page.locator(".grid")).containsText("The skill with the number " + (number * PER_PAGE - 1));
            assertThat(cards.count()).isLessThanOrEqualTo(MOST_CARDS);
        }
        assertThat(cards).hasCount(MOST_CARDS);
        assertThat(more).hasCount(0);
        assertThat(page.locator(".more-beyond")).containsText("the first 528 of 100,000");

        earlier.click();
        assertThat(cards.first()).containsText("Skill 24");
        earlier.click();
        assertThat(cards.first()).containsText("Skill 0");
        assertThat(earlier).hasCount(0);
        assertThat(cards).hasCount(MOST_CARDS);
        assertThat(more).isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
