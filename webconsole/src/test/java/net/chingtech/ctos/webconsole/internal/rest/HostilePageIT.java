package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.skill.ToolResult;
import net.chingtech.ctos.webconsole.internal.markdown.HostileMarkdown;
import net.chingtech.ctos.webconsole.internal.picture.HostilePictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All that strangers can say of a skill, at its worst, in a real browser: none of it runs, nothing is loaded from elsewhere, the
 * policy has nothing to complain of, nothing is wider than the page, and the page goes on.
 */
class HostilePageIT {

    private static final List<String> NAMES = List.of(
            "2026-99-99T99:99:99Z",
            "<script>document.title='owned'</script>",
            "<img src=x onerror=document.title='owned'>",
            "evil \u202egnp.exe",
            "pay\u200bpal\u2066\u2069",
            "W".repeat(3_000),
            "\ud83d\ude00\u200d\ud83d\udc69".repeat(40),
            "Z\u0335\u0321\u0489".repeat(300),
            "{{constructor.constructor('document.title=1')()}} ${document.title}",
            "\"><a href=javascript:alert(1)>",
            "\u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
            "\u0000\u0007\u001b[31m",
            "");

    private static final SkillId PICTURES = new SkillId("org.example.hostile.pictures");

    /** What sticks out of what can be scrolled only up and down, to name it. */
    private static final String TOO_WIDE = """
            [document.documentElement, ...document.querySelectorAll('dialog .content')]
              .filter(frame => frame.scrollWidth > frame.clientWidth)
              .flatMap(frame => [...frame.querySelectorAll('*')]
                .filter(one => one.getBoundingClientRect().right > frame.getBoundingClientRect().left + frame.clientWidth + 1)
                .slice(0, 4).map(one => one.localName + '.' + one.className)).join(' ')
            """;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<SkillId> skills = new ArrayList<>();

    @RegisterExtension
    final OpenPage open = new OpenPage(this::fill);

    private void fill(TestContainer container) {
        container.skills.alerts.clear();
        HostileMarkdown.all().values().forEach(text -> {
            SkillId id = new SkillId("org.example.hostile.text" + skills.size());
            String name = NAMES.get(skills.size() % NAMES.size());
            String author = NAMES.get((skills.size() + 5) % NAMES.size());
            container.skills.more.add(SampleDetail.page(id, name, author, text, List.of()));
            container.skills.notes.put(id, text);
            skills.add(id);
        });
        List<String> files = new ArrayList<>();
        HostilePictures.all().values().forEach(bytes -> {
            String file = "screenshots/hostile" + files.size() + ".png";
            container.skills.files.put(file, new ReleaseFile("image/png", bytes));
            files.add(SampleDetail.address(PICTURES, file));
        });
        files.addAll(List.of(
                "https://tracker.example/a.png", "//tracker.example/a.png", "javascript:alert(1)", "data:image/png,x"));
        container.skills.more.add(SampleDetail.page(PICTURES, "Pictures", "Somebody", "", files));
        HostileTools.schemas()
                .forEach((name, schema) -> container.tools.add(Samples.NOTES, "schema_" + name, NAMES.get(1), schema));
        HostileTools.answers().forEach((name, answer) -> {
            container.tools.add(Samples.NOTES, "answer_" + name, NAMES.get(2), "{}");
            container.tools.answers.put("answer_" + name, CompletableFuture.completedFuture(ToolResult.of(answer)));
        });
    }

    @Test
    void nothingThatStrangersSay_runs_orLeavesTheContainer_orBreaksThePage() {
        watch();
        Page page = open.page;
        page.setViewportSize(360, 740);
        open.tab("Discover");
        assertThat(page.locator("ctos-skill-card").first()).isVisible();
        quiet("the cards");
        for (SkillId id : skills) {
            open.store("detail", id.value());
            Locator about = page.locator("ctos-detail .about");
            assertThat(about).isVisible();
            assertThat(page.locator("ctos-detail .detail-body aside .facts")).containsText(id.value());
            quiet(id.value());
        }

        open.store("detail", PICTURES.value());
        assertThat(page.locator("ctos-detail .facts")).containsText(PICTURES.value());
        Locator track = page.locator("ctos-detail .shots-track");
        for (int i = 0; i < 60 && track.count() > 0; i++) {
            page.evaluate("document.querySelectorAll('ctos-carousel img').forEach(one => { one.loading = 'eager'; })");
        }
        assertThat(page.locator("ctos-carousel img")).hasCount(0);
        open.expectRefusal(404);
        quiet("pictures");
        open.store("detail", null);

        open.store("tools", Map.of("id", Samples.NOTES.value(), "name", NAMES.get(2)));
        Locator tools = page.locator("ctos-tool");
        assertThat(tools)
                .hasCount(HostileTools.schemas().size() + HostileTools.answers().size());
        quiet("forms");
        Locator slow = tools.filter(new Locator.FilterOptions().setHasText("schema_slow_pattern"));
        slow.locator("[name=slow]").fill("a".repeat(60) + "!");
        slow.locator("[name=worse]").fill("a".repeat(60) + "!");
        slow.locator("button.primary").click();
        open.expectRefusal(422);
        HostileTools.answers().keySet().forEach(name -> {
            Locator tool = tools.filter(new Locator.FilterOptions()
                    .setHas(page.getByText("answer_" + name, new Page.GetByTextOptions().setExact(true))));
            tool.locator("button.primary").click();
            assertThat(tool.locator("pre.result")).isVisible();
            quiet("the answer " + name);
        });
        open.expectRefusal(422);
        open.store("tools", null);
        assertThat(page.evaluate("({}).polluted === undefined")).isEqualTo(true);

        page.setViewportSize(1280, 800);
        page.getByRole(AriaRole.SEARCHBOX).fill("Accounting");
        assertThat(page.locator("ctos-skill-card")).hasCount(1);
        assertThat(requests)
                .hasSizeGreaterThan(100)
                .allMatch(url ->
                        url.startsWith(open.container.url("/")) || url.startsWith("blob:" + open.container.url("")));
    }

    private void watch() {
        open.page.onRequest(request -> requests.add(request.url()));
        open.page.onDialog(dialog -> {
            requests.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        open.page.evaluate("document.addEventListener('securitypolicyviolation', event => {"
                + " document.documentElement.dataset.refused = event.violatedDirective + ' ' + event.blockedURI; })");
    }

    private void quiet(String where) {
        Page page = open.page;
        assertThat(page.title()).as("title in " + where).startsWith("Skill Marketplace");
        assertThat(page.evaluate("document.documentElement.dataset.refused ?? ''"))
                .as("refused in " + where)
                .isEqualTo("");
        assertThat(page.evaluate("[...document.querySelectorAll('ctos-app *')].filter(one =>"
                        + " /^(script|style|iframe|object|embed|link|meta|base|template)$/.test(one.localName)"
                        + " || [...one.attributes].some(attribute => attribute.name.startsWith('on'))"
                        + " || one.localName === 'form' && one.action && !one.action.startsWith(location.origin)"
                        + " || one.localName === 'a' && !/^(https?:|mailto:)/.test(one.href)).length"))
                .as("what may not be there in " + where)
                .isEqualTo(0);
        assertThat(page.evaluate(TOO_WIDE))
                .as("wider than the page in " + where)
                .isEqualTo("");
    }
}
