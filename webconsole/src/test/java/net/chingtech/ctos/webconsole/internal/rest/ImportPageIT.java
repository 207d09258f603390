package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.FolderImport;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Skills that lie in a folder come in, each by its own plan, in a real browser. */
class ImportPageIT {

    private static final String SOURCE = "clawhub:imported";

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.skills.sources = List.of();
        SampleLegacy.addTo(container.skills);
        container.skills.installed.clear();
    });

    private TestContainer container;
    private Page page;
    private FolderImport imports;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void take() {
        container = open.container;
        page = open.page;
        imports = (folder, progress) -> {
            asked.add(folder.toString());
            if (folder.startsWith("/nowhere")) {
                throw new ProvisioningException(SampleLegacy.problem(
                        "folder_unreadable", "/nowhere is no folder that can be read.", "Type another."));
            }
            if (folder.startsWith("/srv/long")) {
                progress.at(3, 12, "3 of 12 skills looked at");
                await();
                progress.check();
            }
            return folder.startsWith("/srv/empty") ? List.of() : found();
        };
        container.doors.setImports(imports);
    }

    @AfterEach
    void letGo() {
        goOn.countDown();
    }

    @Test
    void folder_isLookedAt_andWhatIsFoundIsInstalledByItsOwnPlan() {
        look("/srv/agents");

        Locator dialog = page.locator("ctos-import");
        assertThat(dialog.getByRole(AriaRole.STATUS)).containsText("4 skills found, 3 can be installed");
        assertThat(asked).containsExactly("/srv/agents");
        assertThat(row(0)).containsText("Unchanged");
        assertThat(row(0)).containsText("from http://127.0.0.1:8090/clawhub");
        assertThat(row(1)).containsText("Changed by hand");
        assertThat(row(1)).containsText("no update overwrites your changes");
        assertThat(row(2)).containsText("Not known");
        assertThat(row(2)).containsText("\\u{202e}gnp.exe");
        assertThat(row(3)).containsText("Cannot be taken");
        assertThat(row(3)).containsText("It has no SKILL.md.");
        assertThat(row(3).getByRole(AriaRole.BUTTON)).hasCount(0);
        open.shots("import");
        row(3).scrollIntoViewIfNeeded();
        open.shots("import-end");

        row(0).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Install Invoice Tools"))
                .press("Enter");
        Locator plan = page.locator("ctos-plan");
        assertThat(plan.locator(".trust")).containsText("from an imported folder");
        plan.locator(".flag input").check();
        page.locator("[data-agree]").click();
        assertThat(plan).hasCount(0);
        assertThat(row(0)).containsText("Installed");
        assertThat(container.skills.changes)
                .containsExactly(new Change.Install(SampleLegacy.INVOICES, SkillVersion.of("1.1.0"), null, SOURCE));
    }

    @Test
    void skillThatIsInstalledWithOtherFiles_isMarked_andNotOffered() {
        SampleLegacy.install(container.skills, SampleLegacy.WEATHER);
        container.skills.installed.computeIfPresent(
                SampleLegacy.WEATHER, (id, skill) -> FakeChanges.with(skill, Map.of("source", SOURCE)));
        page.reload();
        look("/srv/agents");

        assertThat(row(1)).containsText("Installed with other files");
        assertThat(row(1)).containsText("Give the folder a higher version:");
        assertThat(row(1).getByRole(AriaRole.BUTTON)).hasCount(0);
        open.shots("import-differs");
    }

    @Test
    void folderThatCannotBeRead_saysWhy_andCanBeTypedAgain() {
        look("/nowhere");
        Locator dialog = page.locator("ctos-import");
        assertThat(dialog.getByRole(AriaRole.ALERT))
                .containsText("/nowhere is no folder that can be read. Type another.");
        assertThat(dialog.getByRole(AriaRole.TEXTBOX)).hasValue("/nowhere");
        open.expectRefusal(409);
        open.shots("import-refused");

        dialog.getByRole(AriaRole.TEXTBOX).fill("/srv/empty");
        dialog.getByRole(AriaRole.TEXTBOX).press("Enter");
        assertThat(dialog.getByRole(AriaRole.STATUS)).containsText("No skill was found there.");
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasCount(0);
        page.keyboard().press("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(open.button("Import from a folder")).isFocused();
    }

    @Test
    void longLook_showsHowFarItIs_isFoundAgainAfterAReload_andItsEndWithIt() {
        look("/srv/long");
        Locator dialog = page.locator("ctos-import");
        assertThat(dialog.getByRole(AriaRole.STATUS)).containsText("3 of 12 skills looked at");
        assertThat(dialog.getByRole(AriaRole.PROGRESSBAR)).hasJSProperty("value", 25.0);
        open.shots("import-running");

        page.reload();
        open.button("Import from a folder").click();
        assertThat(dialog.getByRole(AriaRole.STATUS)).containsText("3 of 12 skills looked at");
        goOn.countDown();
        assertThat(row(0)).containsText("Unchanged");

        page.reload();
        open.button("Import from a folder").click();
        assertThat(row(0)).containsText("Unchanged");
        assertThat(asked).hasSize(1);
    }

    @Test
    void longLook_isStopped_andAnotherFolderCanBeLookedAt() {
        look("/srv/long");
        Locator dialog = page.locator("ctos-import");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
                .click();
        page.waitForCondition(() -> !container.skills.tasks.cancelled().isEmpty());
        goOn.countDown();
        assertThat(dialog.getByRole(AriaRole.STATUS)).containsText("Nothing was kept of the folder.");

        dialog.getByRole(AriaRole.TEXTBOX).fill("/srv/agents");
        dialog.getByRole(AriaRole.TEXTBOX).press("Enter");
        assertThat(row(0)).containsText("Unchanged");
    }

    /** However long the pictures of the page take meanwhile; every test lets go in the end. */
    private void await() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void containerWithoutItsBundleForClawHub_saysSo() {
        container.doors.unsetImports(imports);
        look("/srv/agents");
        assertThat(page.locator("ctos-import").getByRole(AriaRole.ALERT))
                .containsText("Nothing in this container knows legacy skills.");
        open.expectRefusal(409);
    }

    @Test
    void nothingTyped_isNotSent() {
        open.button("Import from a folder").click();
        page.locator("ctos-import")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Look"))
                .click();
        page.locator("ctos-import").getByRole(AriaRole.TEXTBOX).fill("   ");
        page.locator("ctos-import").getByRole(AriaRole.TEXTBOX).press("Enter");
        assertThat(page.locator("ctos-import").getByRole(AriaRole.TEXTBOX)).isFocused();
        assertThat(asked).isEmpty();
    }

    private void look(String folder) {
        open.button("Import from a folder").click();
        Locator field = page.locator("ctos-import").getByRole(AriaRole.TEXTBOX);
        assertThat(field).isFocused();
        field.fill(folder);
        field.press("Enter");
    }

    private Locator row(int number) {
        return page.locator("ctos-import tbody tr").nth(number);
    }

    private static List<FolderImport.Found> found() {
        SkillVersion version = SkillVersion.of("1.1.0");
        return List.of(
                new FolderImport.Found(
                        "/srv/agents/skills/invoice-tools",
                        SampleLegacy.INVOICES,
                        "Invoice Tools",
                        version,
                        FolderImport.State.UNCHANGED,
                        SOURCE,
                        null,
                        "http://127.0.0.1:8090/clawhub",
                        null,
                        List.of()),
                new FolderImport.Found(
                        "/srv/agents/skills/@acme/weather",
                        SampleLegacy.WEATHER,
                        "Weather",
                        version,
                        FolderImport.State.EDITED,
                        SOURCE,
                        "cd".repeat(32),
                        "http://127.0.0.1:8090/clawhub",
                        null,
                        List.of("scripts/run.sh is not as it was installed.")),
                new FolderImport.Found(
                        "/srv/agents/skills/" + SampleTrust.HOSTILE,
                        SampleLegacy.HOSTILE,
                        SampleTrust.HOSTILE,
                        version,
                        FolderImport.State.UNKNOWN,
                        SOURCE,
                        null,
                        null,
                        null,
                        List.of(SampleLegacy.LONG + SampleTrust.HOSTILE)),
                new FolderImport.Found(
                        "/srv/agents/skills/broken",
                        null,
                        null,
                        null,
                        FolderImport.State.UNKNOWN,
                        null,
                        null,
                        null,
                        SampleLegacy.problem("skill_md_missing", "It has no SKILL.md.", "Look at what the folder is."),
                        List.of()));
    }
}
