package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the page shows of trust, in a real browser; what strangers wrote is text there, whatever it looks like. */
class TrustPageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage();

    private TestContainer container;
    private Page page;

    @BeforeEach
    void take() {
        container = open.container;
        page = open.page;
    }

    @Test
    void alerts_standOverEveryTab_untilTheyWereRead() {
        Locator alerts = page.locator("ctos-alerts .alert");
        assertThat(alerts).hasCount(2);
        assertThat(alerts.first()).containsText("Danger");
        assertThat(alerts.first()).containsText("Sends payslips to a foreign address.");
        open.shots("alerts");

        open.tab("Discover");
        alerts.first()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("I read this"))
                .click();
        assertThat(alerts).hasCount(1);
        page.reload();
        assertThat(alerts).hasCount(1);
        open.button("I read this").click();
        assertThat(alerts).hasCount(0);
        assertThat(container.skills.actors).containsExactly(TestContainer.USER, TestContainer.USER);
    }

    @Test
    void hostileAlert_isText() {
        container.skills.alerts.set(0, SampleTrust.unread(container.skills.alerts.get(2)));
        page.reload();

        assertThat(page.locator("ctos-alerts")).containsText("<img src=x onerror=");
        open.shots("alerts-hostile");
    }

    @Test
    void quarantinedSkill_saysWhy_andRunsOnlyAfterItsOwnYes() {
        Locator row = page.locator("ctos-installed .row").filter(new Locator.FilterOptions().setHasText("Payroll"));
        assertThat(row).containsText("Stopped: revoked");
        assertThat(row).containsText("<img src=x onerror=");
        assertThat(row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Open")))
                .hasCount(0);
        row.scrollIntoViewIfNeeded();
        open.shots("quarantined");

        row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Run it all the same"))
                .click();

        Locator flag = page.locator("[data-flag=revoked]");
        assertThat(flag).containsText("Sends payslips to a foreign address.");
        assertNeedsEachYes(1);
        assertThat(page.locator("ctos-plan")).hasCount(0);
        assertThat(container.skills.changes.get(0)).isEqualTo(new Change.Restart(SampleTrust.PAYROLL, null));
        assertThat(container.skills.consents.get(0).flags()).isEqualTo(Set.of(Plan.Flag.REVOKED));
    }

    @Test
    void changedKey_isShownWhole_besideTheOldOne() {
        install("Exchange Rates");

        Locator flag = page.locator("[data-flag=new_key]");
        assertThat(flag).containsText("sha256:" + SampleTrust.OLD_KEY);
        assertThat(flag).containsText("sha256:" + SampleTrust.NEW_KEY);
        assertThat(flag).containsText("The authority, not the old key, vouches");
        assertThat(flag).containsText("<img src=x onerror=");
        assertThat(page.locator("ctos-plan .trust")).containsText("Community authority");
        flag.scrollIntoViewIfNeeded();
        open.shots("new-key");
        assertNeedsEachYes(1);
    }

    @Test
    void unverifiedSkill_needsAYesOfItsOwn_besideTheOneForItsPlace() {
        install("Notes");

        Locator trust = page.locator("ctos-plan .trust");
        assertThat(trust).containsText("nobody vouches for that");
        assertThat(trust).containsText("is only what the signer calls itself.");
        assertThat(trust).containsText("If you agree, this key is pinned");
        // The box shows the same fingerprint whole.
        assertThat(trust).not().containsText("from somewhere else and compare");
        assertThat(trust.locator(".print")).isHidden();
        page.keyboard().press("Tab");
        trust.locator("summary").press("Enter");
        assertThat(trust.locator(".print")).isVisible();
        open.shots("unverified");
        page.locator("[data-flag=unverified]").scrollIntoViewIfNeeded();
        open.shots("unverified-flags");
        assertNeedsEachYes(2);
        assertThat(container.skills.consents.get(0).flags())
                .isEqualTo(Set.of(Plan.Flag.UNVERIFIED, Plan.Flag.WEAKER_HOST));
    }

    @Test
    void hubs_sayHowTheyAre_andWhatFollows() {
        Locator problems = page.locator(".source-problems li");
        assertThat(problems).hasCount(2);
        assertThat(problems.first()).containsText("Out of date");
        assertThat(problems.nth(1)).containsText("Root changed");
        assertThat(problems.nth(1)).containsText("sha256:" + "4d".repeat(32));
        assertThat(problems.nth(1)).containsText("\\u{202e}gnp.exe");
        assertThat(page.locator(".source-problems")).containsText("What is installed keeps running");
        page.locator(".foot button").click();
        Locator line =
                page.locator("ctos-container [aria-labelledby=hubs-title]").first();
        assertThat(line).containsText("Fresh");
        line.locator("summary").first().click();
        assertThat(line.getByText("sha256:" + "1a".repeat(32))).isVisible();
        line.scrollIntoViewIfNeeded();
        open.shots("hubs");
    }

    @Test
    void files_areSentAndPlannedFromDisk(@TempDir Path folder) throws Exception {
        byte[] jar = {1, 2, 3};
        Path artifact = Files.write(folder.resolve("<b>notes.jar"), jar);
        Path statement = Files.write(folder.resolve("notes.statement.json"), FilesRestTest.envelope(jar));
        Path wrong = Files.write(folder.resolve("wrong.json"), "{}".getBytes(StandardCharsets.UTF_8));
        open.button("Install from a file").click();
        Locator dialog = page.locator("ctos-file");
        Locator look = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Look at it"));
        assertThat(look).isDisabled();

        dialog.locator("input").setInputFiles(new Path[] {artifact, wrong});
        assertThat(dialog).containsText("<b>notes.jar");
        open.shots("file");
        look.click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("payloadType and payload");
        // The browser itself tells of the answer.
        open.expectRefusal(400);
        open.shots("file-refused");

        dialog.locator("input").setInputFiles(statement);
        look.click();

        assertThat(page.locator("ctos-plan .trust")).containsText("from a file");
        assertThat(dialog).hasCount(0);
        assertThat(container.skills.changes)
                .containsExactly(new Change.Install(Samples.NOTES, SkillVersion.of("1.0.0"), null, Change.DISK));
    }

    @Test
    void updateThatIsNotSilent_saysWhy() {
        open.tab("Updates");
        assertThat(page.locator("ctos-updates")).containsText("releases are not taken silently before 24 hours");
        open.shots("updates");
    }

    private void install(String name) {
        container.skills.installed.clear();
        page.reload();
        open.tab("Discover");
        open.button("Install " + name).click();
    }

    /** Nothing is ticked beforehand; only when all are, the plan can be agreed to; then it is. */
    private void assertNeedsEachYes(int count) {
        Locator boxes = page.locator("ctos-plan .flag input");
        Locator agree = page.locator("[data-agree]");
        assertThat(boxes).hasCount(count);
        for (int i = 0; i < count; i++) {
            assertThat(boxes.nth(i)).not().isChecked();
            assertThat(agree).isDisabled();
            boxes.nth(i).press("Space");
        }
        assertThat(agree).isEnabled();
        boxes.first().press("Space");
        assertThat(agree).isDisabled();
        boxes.first().press("Space");
        agree.click();
        assertThat(page.locator("ctos-plan")).hasCount(0);
    }
}
