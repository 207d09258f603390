package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stars in a real browser: those of everybody on cards and in details, and one's own for what is installed. */
class RatingPageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage(RatingPageIT::install);

    private FakeSkills skills;
    private Page page;
    private Locator detail;

    private static void install(TestContainer container) {
        FakeSkills skills = container.skills;
        skills.alerts.clear();
        skills.sources = List.of();
        try {
            skills.installed.put(
                    Samples.ACCOUNTING,
                    Samples.installed(skills.page(Samples.ACCOUNTING), SkillVersion.of("1.2.0"), null, List.of()));
        } catch (ProvisioningException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void take() {
        skills = open.container.skills;
        page = open.page;
        detail = page.locator("ctos-detail");
    }

    @Test
    void star_isGiven_countedWhereverTheSkillIs_andTakenBack() throws Exception {
        SkillCard.Rating before = skills.page(Samples.ACCOUNTING).card().rating();
        Locator card = details("Accounting");
        assertThat(card.locator(".stars"))
                .containsText(String.format(Locale.ROOT, "★ %.1f (%d)", before.average(), before.count()));
        assertThat(detail.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Your rating")))
                .isVisible();
        assertThat(star("3 stars")).not().isChecked();
        assertThat(detail.getByText("Take back")).hasCount(0);

        star("3 stars").click();

        assertThat(detail.locator(".rating [role=status]")).containsText("You gave Accounting 3 stars.");
        // A screen reader hears nothing from outside of the dialog.
        assertThat(page.locator("dialog[open] .said-aloud")).hasText("You gave Accounting 3 stars.");
        assertThat(page.locator(".toast")).containsText("You gave Accounting 3 stars.");
        assertThat(star("3 stars")).isChecked();
        assertThat(detail.locator(".strip .stars")).containsText("(" + (before.count() + 1) + ")");
        assertThat(card.locator(".stars")).containsText("(" + (before.count() + 1) + ")");
        assertThat(skills.ratings.asked).containsExactly("admin " + Samples.ACCOUNTING + " 3");
        open.shots("rating");

        // Whoever comes later is told, and can take it back.
        page.navigate(open.container.url("/ctos"));
        card = details("Accounting");
        assertThat(star("3 stars")).isChecked();
        detail.getByText("Take back").click();
        assertThat(detail.locator(".rating [role=status]")).containsText("Your rating of Accounting was taken back.");
        assertThat(star("3 stars")).not().isChecked();
        assertThat(card.locator(".stars")).containsText("(" + before.count() + ")");
    }

    @Test
    void byKeyboard_onlyTheLastChoiceIsSent() {
        details("Accounting");
        star("1 star").focus();
        page.keyboard().press("Space");
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("ArrowRight");
        }

        assertThat(star("4 stars")).isFocused();
        assertThat(detail.locator(".rating [role=status]")).containsText("You gave Accounting 4 stars.");
        // On a busy machine a pause between two keys may be one too long; the last one counts in any case.
        assertThat(skills.ratings.asked).last().isEqualTo("admin " + Samples.ACCOUNTING + " 4");
        open.shots("rating-keyboard");
    }

    @Test
    void dialogThatIsClosedAtOnce_losesNothing() {
        details("Accounting");
        star("5 stars").click();
        page.keyboard().press("Escape");

        assertThat(detail).hasCount(0);
        assertThat(page.locator(".toast")).containsText("You gave Accounting 5 stars.");
    }

    @Test
    void refusal_isToldInPlace_andTheStarsAreAsBefore() {
        skills.ratings.own.put(Samples.ACCOUNTING, 2);
        skills.ratings.refusal = FakeSkills.failure(
                429, "rating_limited", "SkillHub takes no more new raters from <img src=x onerror=owned()> now.");
        details("Accounting");
        assertThat(star("2 stars")).isChecked();

        star("5 stars").click();
        // Stars under the mouse are lit, too.
        page.mouse().move(0, 0);

        assertThat(detail.locator(".notice.bad")).containsText("no more new raters from <img src=x onerror=");
        assertThat(star("2 stars")).isChecked();
        assertThat(detail.locator(".rating-stars .on")).hasCount(2);
        assertThat(page.locator(".toast")).hasCount(0);
        open.shots("rating-refused");
        open.expectRefusal(429);
    }

    @Test
    void skillThatIsNotInstalled_isNotRatedFromHere_butShowsItsStars() {
        skills.installed.remove(Samples.ACCOUNTING);
        page.reload();
        Locator card = details("Accounting");

        assertThat(card.locator(".stars")).isVisible();
        assertThat(detail.locator(".strip .stars")).isVisible();
        assertThat(detail.locator("ctos-rating")).hasCount(0);
    }

    /** Opens the details of a skill; its card. */
    private Locator details(String name) {
        open.tab("Discover");
        Locator card = page.locator("ctos-skill-card")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
        card.locator("button.title").click();
        assertThat(detail.locator(".detail-head")).isVisible();
        return card;
    }

    private Locator star(String name) {
        return detail.getByRole(
                AriaRole.RADIO, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
