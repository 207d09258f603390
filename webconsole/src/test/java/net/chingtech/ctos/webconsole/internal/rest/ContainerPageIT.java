package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.SourceStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the tab "Container" tells of how things stand, in a real browser. */
class ContainerPageIT {

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        change(
                container,
                Samples.ACCOUNTING,
                Map.of(
                        "host",
                        "process",
                        "previous_version",
                        "1.1.0",
                        "updated_at",
                        "2026-11-18T02:15:00Z",
                        "vitals",
                        new InstalledSkill.Vitals(
                                InstalledSkill.Vitals.State.RUNNING, "bubblewrap", 48_300_000L, 0, null),
                        "calls",
                        calls(1_204, 3, 2, "invoice_unknown<img src=x onerror=\"document.title='owned'\">")));
    });

    private Page page;
    private Locator rows;

    @BeforeEach
    void take() {
        page = open.page;
        open.tab("Container");
        rows = page.locator("ctos-skills-table tbody tr");
    }

    @Test
    void everySkill_hasARow_thatSaysHowItDoes() {
        assertThat(rows).hasCount(3);
        Locator accounting = row("Accounting");
        assertThat(accounting).containsText("Running");
        assertThat(accounting).containsText("Process of its own");
        assertThat(accounting).containsText("sandbox: bubblewrap");
        assertThat(accounting).containsText("1,204");
        assertThat(accounting).containsText("2 running now");
        assertThat(accounting).containsText("invoice_unknown<img src=x");
        assertThat(accounting).containsText("48 MB");
        assertThat(accounting).containsText("from 1.1.0");
        assertThat(row("Notes")).containsText("Its process used more than 64 MB");
        assertThat(row("Notes")).containsText("none since it was installed on");
        open.shots("container", page.locator("ctos-skills-table"));
        row("Payroll").locator("button.title").click();
        assertThat(page.locator("ctos-detail dialog")).isVisible();
    }

    @Test
    void columns_sort_fromTheirHeads_byKeyboardToo() {
        assertThat(rows.first()).containsText("Accounting");
        Locator name = head("Skill");
        name.locator("button").click();
        assertThat(name).hasAttribute("aria-sort", "descending");
        assertThat(rows.last()).containsText("Accounting");

        Locator state = head("State");
        state.locator("button").press("Enter");
        assertThat(state).hasAttribute("aria-sort", "ascending");
        assertThat(name).hasAttribute("aria-sort", "none");
        assertThat(rows.first()).containsText("Stopped: revoked");
        assertThat(rows.last()).containsText("Accounting");

        head("Calls").locator("button").click();
        assertThat(head("Calls")).hasAttribute("aria-sort", "descending");
        assertThat(rows.first()).containsText("Accounting");
    }

    @Test
    void onATelephone_rowsAreCards_andAListSorts() {
        page.setViewportSize(360, 740);
        Locator sort = page.locator("ctos-skills-table .sort-narrow select");
        sort.selectOption("state");

        assertThat(rows.first()).containsText("Payroll");
        assertThat(head("State")).isHidden();
    }

    @Test
    void whatHappensMeanwhile_isSeen_withoutAClick() {
        Locator accounting = row("Accounting");
        assertThat(accounting).containsText("1,204");

        change(open.container, Samples.ACCOUNTING, Map.of("calls", calls(1_999, 3, 0, null)));

        assertThat(accounting).containsText("1,999");
        assertThat(accounting).not().containsText("running now");
    }

    @Test
    void offline_isSwitchedHere_andSaidOverEveryTab() {
        Locator offline = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Offline mode"));
        assertThat(offline).isEnabled();
        assertThat(offline).not().isChecked();
        offline.press("Space");

        assertThat(offline).isChecked();
        Locator banner = page.locator(".notice.offline");
        assertThat(banner).containsText("Offline: no hub is asked.");
        assertThat(page.locator(".source-problems")).hasCount(0);
        assertThat(page.locator("ctos-container")).containsText("Left alone (offline)");
        open.shots("offline", offline);
        open.tab("Updates");
        assertThat(banner).isVisible();
        assertThat(page.locator(".foot")).containsText("Left alone (offline)");
        page.reload();
        banner.locator("button").click();
        assertThat(offline).isChecked();

        assertThat(offline).isEnabled();
        offline.press("Space");
        assertThat(banner).hasCount(0);
        assertThat(page.locator(".source-problems")).isVisible();
        org.assertj.core.api.Assertions.assertThat(open.container.offline.switched)
                .containsExactly(TestContainer.USER + " true", TestContainer.USER + " false");
    }

    @Test
    void switchThatCannotBeKept_staysAsItWas_andSaysWhy() {
        open.container.offline.problem =
                new Problem(507, "disk_full", "The disk is full.", "Make room, then try again.");
        Locator offline = page.getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName("Offline mode"));
        assertThat(offline).isEnabled();
        offline.press("Space");

        assertThat(page.locator("ctos-offline").getByRole(AriaRole.ALERT)).containsText("Make room");
        assertThat(offline).not().isChecked();
        open.expectRefusal(507);
    }

    @Test
    void noHubThatAnswers_isCalledOffline_inTheSamePlace() {
        open.container.skills.sources = open.container.skills.sources.stream()
                .map(source -> new SourceStatus(
                        source.id(),
                        source.url(),
                        source.maxTier(),
                        source.rootFingerprint(),
                        source.rootVersion(),
                        source.asOf(),
                        source.expiresAt(),
                        new Problem(503, "metadata_unreachable", "It does not answer.", "Check the network.")))
                .toList();
        page.reload();

        assertThat(page.locator(".source-problems")).containsText("Offline: no hub answers.");
        assertThat(page.locator(".source-problems")).containsText("Check the network.");
    }

    private Locator row(String name) {
        return rows.filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator head(String name) {
        return page.getByRole(
                AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(name).setIncludeHidden(true));
    }

    private static void change(TestContainer container, SkillId id, Map<String, Object> fields) {
        container.skills.installed.computeIfPresent(id, (same, skill) -> FakeChanges.with(skill, fields));
    }

    private static Map<String, Object> calls(long total, long errors, int running, String last) {
        return last == null
                ? Map.of("total", total, "errors", errors, "running", running)
                : Map.of(
                        "total",
                        total,
                        "errors",
                        errors,
                        "running",
                        running,
                        "last_error_code",
                        last,
                        "last_error_at",
                        "2026-11-20T11:42:00Z");
    }
}
