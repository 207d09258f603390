package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.runtime.AuditLog.Entry;
import net.chingtech.ctos.runtime.AuditLog.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The record and the alerts of a container, in a real browser. */
class AuditPageIT {

    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">\u202egnp.exe";

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> fill(container.audit));

    /** 40 entries, the newest of many kinds. */
    private static void fill(FakeAudit audit) {
        List<Entry> newest = List.of(
                entry(40, "admin", "skill_installed", Samples.ACCOUNTING + "@1.2.0", Map.of("result", "succeeded")),
                entry(39, "admin", "skill_update_failed", "a.removed@2.0.0", Map.of("result", "start_failed")),
                entry(38, "api-token", "skill_env_set", Samples.ACCOUNTING + "@1.2.0", Map.of("name", "API_KEY")),
                entry(37, "container", "permission_denied", "a.removed@1.0.0", Map.of("call", HOSTILE)),
                entry(36, HOSTILE, "of_another_version", HOSTILE, Map.of("a<b", "x".repeat(300))),
                entry(35, "admin", "password_changed", "console", Map.of()));
        audit.entries.clear();
        audit.entries.addAll(newest);
        for (long number = 34; number > 0; number--) {
            audit.entries.add(entry(number, "admin", "console_login", "console", Map.of()));
        }
        audit.verdict = new Verdict(true, 40, 0, "40 entries, each in its place and unchanged");
    }

    private static Entry entry(long number, String who, String action, String subject, Map<String, String> details) {
        Instant at = Instant.parse("2026-03-01T08:00:00Z").plusSeconds(number * 600);
        return new Entry(number, at, who, action, subject, details, "00".repeat(32), "ab".repeat(32));
    }

    @BeforeEach
    void look() {
        open.tab("Container");
    }

    private Locator entries() {
        return open.page.locator(".audit > li");
    }

    @Test
    void record_isAListOfWords_newestFirst_withDetailsOnDemand() {
        assertThat(entries()).hasCount(30);
        assertThat(entries().first()).containsText("Installed Accounting 1.2.0");
        assertThat(entries().nth(1)).containsText("Could not update to a.removed 2.0.0");
        assertThat(entries().nth(1)).containsText("start_failed");
        assertThat(entries().nth(2)).containsText("Set the value API_KEY of Accounting 1.2.0");
        assertThat(entries().nth(2)).containsText("a program with the api-token");
        assertThat(entries().nth(4)).containsText("of_another_version: <img src=x");
        assertThat(entries().nth(4)).containsText("\\u{202e}");
        assertThat(entries().nth(5)).containsText("Changed the administrator’s password");

        entries().nth(3).locator("summary").click();
        assertThat(entries().nth(3)).containsText("abab");
        open.shots("audit", open.page.locator("#audit-title"));
        open.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show older entries"))
                .click();
        assertThat(entries()).hasCount(40);
        assertThat(open.button("Show older entries")).hasCount(0);
    }

    @Test
    void record_isFilteredBySkill_alsoByOneThatIsGone() {
        // What is gone can be chosen once it was seen in the record.
        assertThat(entries()).hasCount(30);
        Locator filter = open.page.locator("ctos-audit select");
        filter.selectOption("Accounting");
        assertThat(entries()).hasCount(2);
        filter.selectOption("a.removed");
        assertThat(entries()).hasCount(2);
        assertThat(entries().first()).containsText("a.removed");
        filter.selectOption("Everything");
        assertThat(entries()).hasCount(30);
    }

    @Test
    void wholeRecord_isSaidToBe_andABrokenOneNamesItsLine() {
        assertThat(open.page.locator(".audit-state")).containsText("All 40 entries are in their place and unchanged.");

        open.container.audit.verdict =
                new Verdict(false, 11, 12, "line 12 was changed: it is not what its digest says");
        open.button("Check again").click();
        assertThat(open.page.locator("ctos-audit .notice.bad")).containsText("broken from entry 12 on");
        assertThat(open.page.locator("ctos-audit .notice.bad")).containsText("line 12 was changed");
        open.shots("audit-broken", open.page.locator("#audit-title"));
    }

    @Test
    void record_isExportedAsItIs() throws Exception {
        var download = open.page.waitForDownload(() -> open.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Export"))
                .click());

        assertThat(download.suggestedFilename()).isEqualTo("audit.jsonl");
        assertThat(Files.readAllLines(download.path())).hasSize(40);
    }

    @Test
    void alertsThatWereRead_areKeptInTheList_andNotInTheBanner() {
        Locator all = open.page.locator("ctos-alert-history .alert");
        Locator banner = open.page.locator("ctos-alerts .alert");
        assertThat(banner).hasCount(2);
        assertThat(all).hasCount(3);
        open.shots("alert-history", open.page.locator("#alert-history-title"));

        all.first()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("I read this"))
                .click();
        assertThat(banner).hasCount(1);
        assertThat(all).hasCount(3);
        open.page.getByLabel("Only those that nobody has read").check();
        assertThat(all).hasCount(1);
        all.first()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("I read this"))
                .click();
        assertThat(open.page.locator("ctos-alert-history")).containsText("You have read them all.");
        assertThat(banner).hasCount(0);
    }
}
