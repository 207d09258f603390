package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Severity;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.AvailableUpdate;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.UpdatePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings, policies, earlier states and what a plan does, in a real browser. */
class ChangePageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> container.skills.alerts.clear());

    private TestContainer container;
    private Page page;

    @BeforeEach
    void take() {
        container = open.container;
        page = open.page;
    }

    @AfterEach
    void noSecretWasShown() {
        assertThat(page.content()).doesNotContain(SampleSettings.SECRET);
    }

    @Test
    void settings_areAFormOfEveryKind_andAreSavedInTheirTypes() {
        Locator form = openSettings();
        assertThat(form).containsText("<img src=x onerror=");
        assertThat(form.getByLabel("Prefix of numbers (required)")).hasValue("INV-");
        assertThat(form.getByLabel("Days to pay")).hasValue("14");
        assertThat(form.getByLabel("Rate of VAT")).hasAttribute("placeholder", "0.05");
        assertThat(form.getByLabel("Rounding").locator("option:checked")).hasText("Default: Up");
        assertThat(form.getByLabel("Copies to")).hasValue("books@example.org");
        assertThat(form.locator(".secret .mark")).hasText("Set");
        assertThat(form.locator("input[type=password]")).hasValue("");
        open.shots("settings", form);

        form.getByLabel("Days to pay").fill("30");
        form.getByLabel("Rate of VAT").fill("0.1");
        form.getByLabel("Rounding").selectOption("To the even cent");
        form.getByLabel("Remind by mail").selectOption("Yes");
        form.getByLabel("Copies to").fill("a@example.org\nb@example.org\n");
        // What others do meanwhile takes nothing from what is typed.
        page.evaluate("document.querySelector('ctos-app').requestUpdate();"
                + "document.querySelector('ctos-settings').requestUpdate()");
        assertThat(form.getByLabel("Days to pay")).hasValue("30");
        form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();

        assertThat(page.locator("ctos-task-bar")).containsText("Accounting runs with its new settings.");
        assertThat(form.getByLabel("Rate of VAT")).hasValue("0.1");
        assertThat(saved())
                .containsEntry("prefix", "INV-")
                .containsEntry("days", 30L)
                .containsEntry("rate", 0.1)
                .containsEntry("rounding", "even")
                .containsEntry("remind", true)
                .containsEntry("copies", List.of("a@example.org", "b@example.org"))
                .containsEntry("key", SampleSettings.SECRET);
        assertThat(container.skills.actors).containsExactly(TestContainer.USER);
    }

    @Test
    void settingThatDoesNotFit_saysSoAtItsField_andKeepsWhatWasTyped() {
        Locator form = openSettings();
        form.getByLabel("Days to pay").fill("soon");
        form.getByLabel("Copies to").fill("kept@example.org");
        save(form);
        assertThat(form.locator(".setting.wrong")).hasCount(1);
        assertThat(form.locator(".setting.wrong")).containsText("This is not a whole number.");
        assertThat(form.getByLabel("Days to pay")).isFocused();

        form.getByLabel("Days to pay").fill("");
        form.getByLabel("Prefix of numbers").fill("");
        save(form);
        assertThat(form.locator(".setting.wrong")).containsText("it is required and has no default");
        assertThat(form.getByLabel("Prefix of numbers")).hasAttribute("aria-invalid", "true");
        assertThat(form.getByLabel("Copies to")).hasValue("kept@example.org");
        open.expectRefusal(422);
        open.shots("settings-wrong", form);
        assertThat(saved()).containsEntry("days", 14L);
    }

    @Test
    void secret_isReplaced_andRemoved_withoutBeingShown() {
        Locator form = openSettings();
        form.getByLabel("Key of the mail service").fill("hidden words");
        ElementHandle before = form.elementHandle();
        save(form);
        assertThat(page.locator("ctos-task-bar")).containsText("Accounting runs with its new settings.");
        // The form begins again with what is saved; what was ticked in the one before would be lost.
        page.waitForFunction("form => !form.isConnected", before);
        assertThat(saved()).containsEntry("key", "hidden words");
        assertThat(page.content()).doesNotContain("hidden words");

        form.getByLabel("Remove it").check();
        save(form);
        assertThat(form.locator(".secret .mark")).hasText("Not set");
        assertThat(saved()).doesNotContainKey("key");
    }

    @Test
    void skill_isHeld_andOfferedAnotherChannel_byKeyboard() {
        Locator panel = openPanel("Updates of this skill");
        Locator hold = panel.getByRole(AriaRole.SWITCH);
        hold.press("Space");
        assertThat(hold).isChecked();
        assertThat(panel.locator("summary")).containsText("Held at this version");
        panel.getByLabel("Which releases it is offered").selectOption("beta");
        assertThat(panel.locator("summary")).containsText("Beta");
        assertThat(container.skills.installed.get(Samples.ACCOUNTING).channel()).isEqualTo(Channel.BETA);
        assertThat(container.skills.installed.get(Samples.ACCOUNTING).pinned()).isTrue();
        hold.press("Space");
        assertThat(hold).not().isChecked();
    }

    @Test
    void policyOfASkill_goesBeforeTheContainers() {
        Locator panel = openPanel("Updates of this skill");
        assertThat(panel.getByLabel("Minor versions").locator("option:checked")).hasText("As the container: ask first");
        panel.getByLabel("Minor versions").selectOption("silent");
        panel.getByLabel("Age in hours").fill("0");
        open.shots("policy-skill", panel);
        panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(panel).containsText("Saved");

        assertThat(container.skills.installed.get(Samples.ACCOUNTING).policy())
                .isEqualTo(new UpdatePolicy(null, null, UpdatePolicy.Mode.SILENT, 0, null));
    }

    @Test
    void policyOfTheContainer_hasAWindow() {
        open.tab("Updates");
        Locator panel = page.locator("ctos-updates details.panel");
        panel.locator("summary").press("Enter");
        panel.getByLabel("When updates come by themselves").selectOption("yes");
        panel.getByLabel("Saturday").check();
        panel.getByLabel("Sunday").check();
        panel.getByLabel("From").fill("01:00");
        panel.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).fill("05:00");
        panel.getByLabel("Time zone").fill("Asia/Taipei");
        // What is typed stays when the last update is gone.
        open.store("updates", Map.of("updates", List.of(), "failed", List.of()));
        open.shots("policy", panel);
        panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(panel).containsText("Saved");

        assertThat(container.skills.chosen.policy.window())
                .isEqualTo(new UpdatePolicy.Window(
                        List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(1, 0),
                        LocalTime.of(5, 0),
                        ZoneId.of("Asia/Taipei")));

        panel.getByLabel("Time zone").fill("Mars");
        panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        assertThat(panel.getByRole(AriaRole.ALERT)).containsText("a time zone such as Asia/Taipei");
        open.expectRefusal(400);
    }

    @Test
    void earlierState_isGoneBackTo_withTheDataThatIsChosen() {
        Locator panel = openPanel("Earlier states");
        Locator states = panel.locator(".states li");
        assertThat(states).hasCount(3);
        assertThat(states.nth(0)).containsText("that of then is put back");
        assertThat(states.nth(1)).containsText("1.2 MB");
        assertThat(states.nth(2)).containsText("No data was kept with it");
        open.shots("history", panel);

        states.nth(1).getByRole(AriaRole.BUTTON).click();
        Locator plan = page.locator("ctos-plan");
        assertThat(plan.getByLabel("Keep the data that is there")).isChecked();
        plan.getByLabel("Put the data of then back").check();
        assertThat(plan.getByLabel("Put the data of then back")).isChecked();
        assertThat(page.locator("[data-agree]")).isEnabled();
        open.shots("plan-rollback", plan.locator(".data-choice"));
        page.locator("[data-agree]").click();
        assertThat(plan).hasCount(0);

        assertThat(container.skills.changes)
                .containsExactly(
                        new Change.Rollback(Samples.ACCOUNTING, SkillVersion.of("1.0.3"), "task-4-1", null),
                        new Change.Rollback(
                                Samples.ACCOUNTING, SkillVersion.of("1.0.3"), "task-4-1", Change.DataChoice.RESTORE));
    }

    @Test
    void plan_saysWhatElseHappens() {
        page.locator("ctos-installed .row")
                .filter(new Locator.FilterOptions().setHasText("Accounting"))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Update Accounting"))
                .click();
        Locator plan = page.locator("ctos-plan");
        assertThat(plan).containsText("What its data goes through");
        assertThat(plan).containsText("migrations/1.3.0.sql");
        assertThat(plan).containsText("about 12 kB");
        assertThat(plan).containsText("Go back to 1.2.0 at any time.");
        assertThat(plan).containsText("Whoever uses it waits for a moment.");
        assertThat(plan).containsText("through CRM: change crm data");
        assertThat(plan).containsText("Nothing else does.");
        assertThat(plan.locator("[data-failed-before]")).containsText("It threw an exception");
        open.shots("plan-effects", plan.locator(".effects").last());
    }

    @Test
    void update_saysWhetherItComesByItself_whenOrWhyNot() {
        container.skills.updates.addAll(List.of(
                update("net.chingtech.crm", "CRM", null),
                update(
                        "org.example.notes",
                        "Notes",
                        new Problem(
                                409,
                                "outside_window",
                                "Its window opens at 2026-11-28T17:00:00Z.",
                                "Wait until then.")),
                update(
                        "net.chingtech.payroll",
                        "Payroll",
                        new Problem(
                                409,
                                "major_version",
                                "It is a new major version.",
                                "Plan it.",
                                List.of("major_version: It is a new major version.", "held: It is held at 1.0.0.")))));
        page.reload();
        open.tab("Updates");

        assertThat(row("CRM")).containsText("Comes by itself with the next daily check.");
        assertThat(row("Notes")).containsText("Comes by itself later: Its window opens at Nov 28, 2026");
        assertThat(row("Payroll")).containsText("Asks you first: It is a new major version.");
        assertThat(row("Payroll").locator("li"))
                .hasText(List.of("It is held at 1.0.0.").toArray(String[]::new));
        open.shots("updates-verdicts");
        open.button("Update all").click();
        assertThat(page.locator("[data-agree]")).isVisible();
        assertThat(container.skills.changes).containsExactly(new Change.Update(null, null));
    }

    @Test
    void probation_andVersionsThatFailed_areShown() {
        Problem threw = new Problem(422, "start_failed", "It threw an exception <img src=x onerror=1>", "Wait.");
        container.skills.installed.computeIfPresent(
                Samples.ACCOUNTING,
                (id, skill) -> FakeChanges.with(
                        skill,
                        Map.of(
                                "probation_until",
                                Instant.parse("2026-11-22T10:30:00Z"),
                                "failed",
                                List.of(new FailedVersion(
                                        SkillVersion.of("1.3.0"), "cd".repeat(32), Instant.EPOCH, threw)))));
        page.reload();
        Locator accounting =
                page.locator("ctos-installed .row").filter(new Locator.FilterOptions().setHasText("Accounting"));
        assertThat(accounting).containsText("On probation until");
        assertThat(accounting).containsText("It threw an exception <img");
        open.shots("probation");
        open.tab("Updates");
        assertThat(row("Accounting")).containsText("Failed here before");
    }

    @Test
    void changeThatSucceededInPart_isNotCalledUndone() {
        open.button("Update Accounting").click();
        page.locator("[data-agree]").click();
        assertThat(page.locator("ctos-plan")).hasCount(0);
        Problem partly = new Problem(
                422,
                "partly_done",
                "1 of 2 changes failed.",
                "Look at what failed.",
                List.of("CRM is at 2.0.2.", "Accounting stays at 1.2.0: it threw."));
        container.skills.tasks.put(new Task(
                "task-1",
                "update",
                Samples.ACCOUNTING.value(),
                "Update all",
                Task.State.FAILED,
                100,
                "Undone",
                List.of("Undone"),
                partly,
                "admin",
                Instant.EPOCH,
                Instant.EPOCH,
                1_000));
        Locator failure = page.locator("ctos-failure");
        assertThat(failure).containsText("Accounting stays at 1.2.0: it threw.");
        assertThat(failure).containsText("those that succeeded stay");
        open.shots("partly-done");
    }

    private static AvailableUpdate update(String id, String name, Problem notSilent) {
        return new AvailableUpdate(
                new SkillId(id),
                name,
                SkillVersion.of("1.0.0"),
                SkillVersion.of("1.0.1"),
                Severity.PATCH,
                false,
                "",
                List.of(),
                Samples.SOURCE,
                notSilent);
    }

    private Map<String, Object> saved() {
        return container.skills.chosen.values.get(Samples.ACCOUNTING).get(SampleSettings.PID);
    }

    private Locator openSettings() {
        return openPanel("Settings").locator("form");
    }

    private static void save(Locator form) {
        form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
    }

    private Locator openPanel(String title) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Accounting").setExact(true))
                .click();
        Locator panel = page.locator("ctos-detail details.panel")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(title).setExact(true))));
        panel.locator("summary").first().press("Enter");
        return panel;
    }

    private Locator row(String name) {
        return page.locator("ctos-updates .row").filter(new Locator.FilterOptions().setHasText(name));
    }
}
