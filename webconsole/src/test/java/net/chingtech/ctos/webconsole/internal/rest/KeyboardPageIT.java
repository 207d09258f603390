package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page without a mouse: where the focus is can be seen at every step, and it never falls back to the top. */
class KeyboardPageIT {

    private static final int MOST_STEPS = 80;

    /** What has the focus: its name, and whether it can be seen that it has it. */
    private static final String FOCUSED = "() => { const one = document.activeElement;"
            + " const box = one.getBoundingClientRect(); const style = getComputedStyle(one);"
            + " return {name: (one.getAttribute('aria-label') ?? one.innerText ?? '').trim(),"
            + " lost: one === document.body,"
            + " seen: one.matches(':focus-visible') && style.outlineStyle !== 'none' && box.width > 0 && box.height > 0"
            + " && box.bottom > 0 && box.top < innerHeight}; }";

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.skills.sources = List.of();
    });

    @Test
    void skill_isInstalled_withTheKeyboardAlone() {
        Page page = open.window();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Install Warehouse")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("3 installed")))
                .isVisible();
        page.keyboard().press("Tab");
        assertThat(focused(page).get("name").toString()).startsWith("Skip");
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();

        walkTo(page, "Install Warehouse");
        page.keyboard().press("Enter");
        Locator plan = page.locator("ctos-plan");
        Locator agree = plan.locator("[data-agree]");
        assertThat(agree).isEnabled();
        walkTo(page, agree.innerText());
        page.keyboard().press("Enter");
        assertThat(plan).hasCount(0);

        // The button that opened the plan is a bar now: the focus stays at its card.
        assertThat(page.getByRole(AriaRole.STATUS).filter(with("Warehouse is installed.")))
                .isVisible();
        assertThat(page.locator("ctos-skill-card").filter(with("Warehouse")).locator(":focus"))
                .hasCount(1);
        walkTo(page, "Open Warehouse");
        page.keyboard().press("Enter");
        assertThat(page.locator("ctos-tools dialog")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("ctos-tools")).hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open Warehouse")))
                .isFocused();
    }

    @Test
    void change_isAnnounced_whileItGoesOn_andAtItsEnd() {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        // The signature is checked until that was seen.
        open.container.skills.tasks.watchers.add(task -> {
            if (task.percent() == 24) {
                seen.join();
            }
        });
        open.tab("Discover");
        open.button("Install Warehouse").click();
        open.page.locator("[data-agree]").click();

        Locator bar = open.page.locator("ctos-task-bar");
        assertThat(bar.getByRole(AriaRole.STATUS).filter(with("Checking signature")))
                .isVisible();
        assertThat(bar.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        seen.complete(null);
        assertThat(bar.locator("[aria-live=polite]")).containsText("Warehouse is installed.");
    }

    @Test
    void dialog_keepsTheFocusInside_andGivesItBack() {
        Page page = open.page;
        Locator name = page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName("Accounting").setExact(true));
        name.focus();
        page.keyboard().press("Enter");
        Locator dialog = page.locator("ctos-detail dialog");
        assertThat(dialog).isVisible();
        for (int step = 0; step < 2 * MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement === document.body"
                            + " || document.activeElement.closest('dialog') !== null"))
                    .as("step " + step + " stays in the dialog, or leaves the page for the browser's own bar")
                    .isEqualTo(true);
        }
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(name).isFocused();
    }

    @Test
    void tabs_areWalkedWithTheArrows() {
        Page page = open.page;
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Installed"))
                .focus();
        page.keyboard().press("ArrowRight");
        Locator updates = page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Updates"));
        assertThat(updates).isFocused();
        assertThat(updates).hasAttribute("aria-selected", "true");
        assertThat(page.locator("ctos-updates")).isVisible();
    }

    /** Presses Tab until something with this name has the focus. */
    private static void walkTo(Page page, String name) {
        for (int step = 0; step < MOST_STEPS; step++) {
            page.keyboard().press("Tab");
            Map<String, Object> focused = focused(page);
            assertThat(focused).as("step " + step + " on the way to " + name).containsEntry("lost", false);
            assertThat(focused).as("step " + step + " on the way to " + name).containsEntry("seen", true);
            if (focused.get("name").equals(name)) {
                return;
            }
        }
        throw new AssertionError(name + " was not reached in " + MOST_STEPS + " steps; the last: " + focused(page));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> focused(Page page) {
        return (Map<String, Object>) page.evaluate(FOCUSED);
    }

    private static Locator.FilterOptions with(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
