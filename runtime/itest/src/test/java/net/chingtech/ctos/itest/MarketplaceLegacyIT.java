package net.chingtech.ctos.itest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An administrator with a ClawHub skill in a folder, in a real browser: it is found there, comes in after a yes of its own to what
 * nobody signed, is followed by a signed skill with its data, and comes back.
 */
class MarketplaceLegacyIT {

    private static final String NAME = "jotter";
    private static final String FOLLOWER = "org.example.notes";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path work;

    @Test
    void skillOfAFolder_isTakenIn_migrated_andBroughtBack() throws Exception {
        Path folder = folder();
        try (RunningContainer container = RunningContainer.start(work.resolve("ctos-home"));
                Chromium chromium = new Chromium()) {
            Page page = chromium.somebody(container);
            page.getByRole(AriaRole.TAB, named("Installed")).click();
            isTakenIn(page, folder);
            map(container);
            isMigrated(page);
            comesBack(page);
            assertThat(chromium.complaints())
                    .as("what the browser complained of")
                    .isEmpty();
        }
    }

    private Path folder() throws Exception {
        Path skill = Files.createDirectories(work.resolve("agent/skills/" + NAME));
        Files.writeString(
                skill.resolve("SKILL.md"),
                "---\nname: jotter\nversion: 1.0.0\ndescription: Jots things down.\n---\n# Jotter\n\nRun `scripts/jot.sh TEXT`.\n");
        Files.writeString(skill.resolve("_meta.json"), "{\"slug\":\"jotter\",\"version\":\"1.0.0\"}");
        Files.createDirectories(skill.resolve("scripts"));
        Files.writeString(
                skill.resolve("scripts/jot.sh"),
                "#!/usr/bin/env bash\nset -e\nmkdir -p notes\nprintf '%s' \"$1\" > notes/n-000001.txt\n");
        return skill.getParent().getParent();
    }

    private static void isTakenIn(Page page, Path folder) {
        page.getByRole(AriaRole.BUTTON, named("Import from a folder")).click();
        Locator dialog = page.locator("ctos-import");
        dialog.getByRole(AriaRole.TEXTBOX).fill(folder.toString());
        dialog.getByRole(AriaRole.TEXTBOX).press("Enter");
        Locator found = dialog.locator("tbody tr");
        assertThat(found).hasCount(1);
        assertThat(found).containsText("clawhub.");
        Chromium.shots(page, "import");
        found.getByRole(AriaRole.BUTTON).click();
        Locator unsigned = page.locator("[data-flag=unverified]");
        assertThat(unsigned).containsText("Nobody signed this skill.");
        assertThat(page.locator("[data-agree]")).isDisabled();
        Chromium.shots(page, "unverified");
        unsigned.locator("input").check();
        page.locator("[data-agree]").click();
        assertThat(found).containsText("Installed");
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(page.locator("ctos-installed .row")).containsText("Legacy");
    }

    private void map(RunningContainer container) throws Exception {
        String id = RunningContainer.json(container.rest("GET", "skills", null).body())
                .at("/skills/0/id")
                .asText();
        Path map = Files.writeString(work.resolve("map.json"), """
                {"version": 1, "updated_at": "2026-01-01T00:00:00Z", "mappings": [{
                  "from": "%s", "from_versions": "^1.0.0", "to": "%s", "to_versions": "^1.0.0",
                  "data": [{"from": "notes", "to": "."}]}]}
                """.formatted(id, FOLLOWER));
        Ctos.Said said = container.ctos().say("hub", "map", map.toString());
        assertThat(said.exit()).as(said.toString()).isZero();
        container.awaitRest(
                "migration", answer -> answer.at("/skills/0/state").asText().equals("ready"));
    }

    private static void isMigrated(Page page) {
        page.reload();
        Locator panel = page.locator("ctos-migration details");
        assertThat(panel.locator("summary")).containsText("1 can be migrated");
        panel.locator("summary").first().click();
        assertThat(panel.locator("tbody tr")).containsText(FOLLOWER);
        Chromium.shots(page, "migration");
        panel.locator("tbody tr").getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("ctos-plan")).containsText("to SkillHub?");
        Chromium.shots(page, "migration-plan");
        agree(page);
        assertThat(page.locator("ctos-task-bar")).containsText("is migrated.");
        assertThat(page.locator("ctos-installed .row")).containsText("Notes");
    }

    private static void comesBack(Page page) {
        Locator done = page.locator("[data-done]");
        assertThat(done).containsText("can be undone until");
        done.getByRole(AriaRole.BUTTON).click();
        agree(page);
        assertThat(page.locator("ctos-task-bar")).containsText("is back.");
        assertThat(page.locator("ctos-installed .row")).containsText("Legacy");
    }

    /** Says yes to everything that the plan asks for. */
    private static void agree(Page page) {
        Locator agree = page.locator("ctos-plan [data-agree]");
        assertThat(agree).isVisible();
        page.locator("ctos-plan .flag input").all().forEach(Locator::check);
        agree.click();
        assertThat(page.locator("ctos-plan")).hasCount(0);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
