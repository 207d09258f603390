package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The administrator's password and session, in a real browser. */
class AccountPageIT {

    private static final String CHOSEN = "four horses eat hay";

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.authenticator.chosen = false;
    });

    private Locator field(String name) {
        return open.page.locator("ctos-account [name=" + name + "]");
    }

    private void type(String current, String next, String again) {
        field("current").fill(current);
        field("new").fill(next);
        field("again").fill(again);
        open.page.locator("ctos-account form button").click();
    }

    private static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Your session is over"));
    }

    /** With a click that a dialog over the button does not stop: the page asks by itself, too, and may be quicker. */
    private static void checkForUpdates(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check for updates"))
                .dispatchEvent("click");
        // There it leads once it was answered: what was wanted before a dialog is closed does not open it again.
        assertThat(page.locator("#tab-updates")).hasAttribute("aria-selected", "true");
    }

    @Test
    void firstPassword_isSuggestedToBeChanged_untilItIs() {
        assertThat(open.page.locator("ctos-password-hint")).containsText("Choose a password of your own.");
        open.shots("password-hint");
        Page other = open.window();

        open.button("Choose a password").click();
        assertThat(field("current")).isFocused();
        type("wrong", CHOSEN, CHOSEN);
        assertThat(open.page.locator("ctos-account .field-error")).hasText("This is not the current password.");
        assertThat(field("current")).isFocused();
        open.expectRefusal(403);
        type(TestContainer.PASSWORD, "short", "short");
        assertThat(open.page.locator("ctos-account .field-error")).hasText("At least 12 characters, please.");
        type(TestContainer.PASSWORD, CHOSEN, CHOSEN + "!");
        assertThat(open.page.locator("ctos-account .field-error")).hasText("The two are not the same.");
        open.shots("password-form", field("again"));

        type(TestContainer.PASSWORD, CHOSEN, CHOSEN);
        assertThat(open.page.locator(".toast")).containsText("The new password holds.");
        assertThat(field("current")).hasValue("");
        open.tab("Installed");
        assertThat(open.page.locator("ctos-password-hint section")).hasCount(0);
        assertThat(container().password("admin", CHOSEN)).isPresent();
        // The same browser's other window is the same session, and goes on.
        other.reload();
        assertThat(other.locator("ctos-app h1")).isVisible();
        assertThat(other.locator("ctos-password-hint section")).hasCount(0);
    }

    private OneUser container() {
        return open.container.authenticator;
    }

    @Test
    void suggestion_isMadeOnce() {
        open.button("Not now").click();
        assertThat(open.page.locator("ctos-password-hint section")).hasCount(0);

        open.page.reload();
        assertThat(open.page.locator("ctos-installed")).isVisible();
        assertThat(open.page.locator("ctos-password-hint section")).hasCount(0);
    }

    @Test
    void whatOnlyTheContainerKnows_isSaidInItsWords_andNothingTypedIsShown() {
        container().refusal = new Problem(429, "busy", "Too many <b>wrong</b> passwords.", "Try again in 8 seconds.");
        open.tab("Container");
        type(TestContainer.PASSWORD, CHOSEN, CHOSEN);

        assertThat(open.page.locator("ctos-account .notice.bad")).containsText("Too many <b>wrong</b> passwords.");
        open.expectRefusal(429);
        assertThat(field("new")).hasAttribute("type", "password");
        open.page.getByLabel("Show what I type").check();
        assertThat(field("new")).hasAttribute("type", "text");
        assertThat(field("new")).hasValue(CHOSEN);
    }

    @Test
    void sessionThatEnded_isToldInEveryWindow_andALoginInOneMendsTheOthers() {
        Page other = open.window();
        other.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Container"))
                .click();
        Locator typed = other.locator("ctos-account [name=new]");
        typed.fill("typed and not sent");
        open.tab("Container");

        // Somebody set another password at the command line.
        container().set(CHOSEN);
        checkForUpdates(open.page);
        assertThat(dialog(open.page)).containsText("30 minutes without use");
        assertThat(dialog(other)).isVisible();
        assertThat(open.page.locator("ctos-failure")).hasCount(0);
        open.shots("session-over");

        dialog(open.page)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("Log in").setExact(true))
                .click();
        open.page.locator("#user").fill(TestContainer.USER);
        open.page.locator("#password").fill(CHOSEN);
        open.button("Log in").click();
        // Back in the same place, to which the check for updates had led.
        assertThat(open.page.locator("#tab-updates")).hasAttribute("aria-selected", "true");

        assertThat(dialog(other)).hasCount(0);
        assertThat(typed).hasValue("typed and not sent");
        other.locator("ctos-account [name=current]").fill(CHOSEN);
        other.locator("ctos-account [name=new]").fill("another good password");
        other.locator("ctos-account [name=again]").fill("another good password");
        other.locator("ctos-account form button").click();
        assertThat(other.locator(".toast")).containsText("The new password holds.");
        open.expectRefusal(401);
    }

    @Test
    void dialogThatWasClosed_leavesALine_andComesAgainWithTheNextWish() {
        container().set(CHOSEN);
        checkForUpdates(open.page);
        dialog(open.page)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close"))
                .click();

        assertThat(dialog(open.page)).hasCount(0);
        assertThat(open.page.locator(".band a")).hasText("Log in");
        assertThat(open.page.locator(".band a")).hasAttribute("href", Pattern.compile("/ctos/login\\?next=%2Fctos"));
        open.button("Check for updates").click();
        assertThat(dialog(open.page)).isVisible();
        open.expectRefusal(401);
    }

    @Test
    void logoutInOneWindow_isNoticedInTheOthers() {
        Page other = open.window();
        open.button("Log out").click();
        assertThat(open.page.locator("#user")).isVisible();

        assertThat(dialog(other)).containsText("You logged out in another window.");
        // What was on its way meanwhile.
        open.expectRefusal(401);
    }

    @Test
    void logoutThatIsHeardOfAfterTheFirstRefusal_isStillSaid() {
        Page other = open.window();
        container().set(CHOSEN);
        checkForUpdates(other);
        assertThat(dialog(other)).containsText("30 minutes without use");

        open.button("Log out").dispatchEvent("click");
        assertThat(dialog(other)).containsText("You logged out in another window.");
        assertThat(open.page.locator("#user")).isVisible();
        open.expectRefusal(401);
    }

    @Test
    void openSkill_isOpenAgainAfterTheLogin() {
        open.page.locator("ctos-installed .title").first().click();
        String name = open.page.locator("ctos-detail h2").first().innerText();
        container().set(CHOSEN);
        open.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        dialog(open.page)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("Log in").setExact(true))
                .click();
        open.page.locator("#user").fill(TestContainer.USER);
        open.page.locator("#password").fill(CHOSEN);
        open.button("Log in").click();

        assertThat(open.page.locator("ctos-detail h2").first()).hasText(name);
        open.expectRefusal(401);
    }
}
