package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page in Traditional Chinese: its own words, what the container says, and what strangers wrote, which stays as it is. */
class LanguagePageIT {

    private static final String REVOKED =
            "Payroll 1.0.0 was revoked by SkillHub and stopped. The reason given: Install nothing" + " of it.";

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> container.skills.alerts.set(0, said(container, REVOKED)));

    @Test
    void chosenLanguage_isThePages_alsoAfterAReload() {
        chooseChinese();

        open.page.reload();
        assertThat(open.page.locator("h1")).hasText("技能市集");
        assertThat(open.page).hasTitle("技能市集 · Ching Tech OS");
        assertThat(open.page.locator("html")).hasAttribute("lang", "zh-TW");
        assertThat(tab("更新")).isVisible();

        open.page.getByLabel("語言").selectOption("en");
        assertThat(open.page.locator("h1")).hasText("Skill Marketplace");
    }

    @Test
    void whatTheContainerSays_isTranslated_andWhatItQuotesIsNot() {
        chooseChinese();

        Locator alerts = open.page.locator("ctos-alerts");
        assertThat(alerts).containsText("Payroll 1.0.0 已由 SkillHub 撤銷並停止。原因：Install nothing of it.");
        // It has no translation, and is to be read aloud in its own language.
        assertThat(alerts.locator(".alert").nth(1).locator("bdi[lang=en]").first())
                .hasText("The lists of skillhub:mirror have expired on 20 November.");
        assertThat(alerts).containsText("2026年11月20日");
    }

    @Test
    void sentences_areTranslatedOneInAnother_andNamesAreLeft() {
        chooseChinese();

        assertThat(translations(List.of(
                        "It runs in a process of its own, in a sandbox made by bubblewrap, because an administrator wants it so.",
                        "SkillHub at https://hub.example does not answer: the connection was refused. It is left out of what is"
                                + " searched for 30 s.",
                        "Nobody has a sentence for this. See the container's log.",
                        "The container is busy with the task t-1 (Install Start Page 1.0).",
                        "Nobody has a sentence for this.")))
                .containsExactly(
                        "它會在獨立行程中執行，位於 bubblewrap 建立的沙箱，因為管理員如此指定。",
                        "https://hub.example 的 SkillHub 沒有回應：連線遭拒。接下來 30 秒的搜尋會略過它。",
                        "Nobody has a sentence for this. 請查看容器的記錄檔。",
                        "容器正忙於工作 t-1（安裝 Start Page 1.0）。",
                        null);
    }

    @Test
    void everyTab_isUsableInChinese() {
        chooseChinese();
        for (String name : List.of("探索", "已安裝", "更新", "容器")) {
            tab(name).click();
            open.shots("zh-" + name.codePointAt(0));
        }

        tab("已安裝").click();
        open.page.locator("ctos-installed .row button.title").first().click();
        open.shots("zh-detail", open.page.locator("dialog"));
    }

    @Test
    void plan_isToldInChinese() {
        chooseChinese();

        open.button("更新 Accounting").first().click();

        Locator dialog = open.page.locator("ctos-plan dialog");
        assertThat(dialog).containsText("將 Accounting 更新到 1.3.0？");
        assertThat(dialog).containsText("它會在容器的框架內執行，由 Java 安全層隔離。");
        assertThat(dialog).containsText("先複製資料以便復原，再轉換成新格式。");
        assertThat(dialog).containsText("透過 CRM：變更「crm」資料");
        open.shots("zh-plan", dialog);
    }

    @Test
    void login_isInBothLanguages() {
        open.page.context().clearCookies();
        open.page.navigate(open.container.url("/ctos/login?next=/ctos"));
        open.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("繁體中文"))
                .click();

        assertThat(open.page.getByLabel("密碼")).isVisible();
        open.shots("zh-login");
        open.page.getByLabel("名稱").fill("admin");
        open.page.getByLabel("密碼").fill("wrong");
        open.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登入"))
                .click();
        assertThat(open.page.getByRole(AriaRole.ALERT)).hasText("名稱或密碼不正確，請再試一次；多次輸入錯誤後，最多需等一分鐘才能再登入。");
        open.expectRefusal(401);

        open.page.getByLabel("密碼").fill(TestContainer.PASSWORD);
        open.page.getByLabel("名稱").fill(TestContainer.USER);
        open.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登入"))
                .click();
        assertThat(open.page.locator("h1")).hasText("技能市集");
    }

    private void chooseChinese() {
        open.page.getByLabel("Language").selectOption("zh-TW");
        assertThat(open.page.locator("h1")).hasText("技能市集");
    }

    private Locator tab(String name) {
        return open.page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    @SuppressWarnings("unchecked")
    private List<String> translations(List<String> english) {
        return (List<String>) open.page.evaluate(
                "async (english) => {"
                        + " const app = document.querySelector('script[type=module]').src;"
                        + " const { Sentences } = await import(new URL('sentences.js', app));"
                        + " const table = await fetch(new URL('lang/zh-TW-server.json', app)).then((one) => one.json());"
                        + " const sentences = new Sentences(table);"
                        + " return english.map((one) => sentences.say(one)); }",
                english);
    }

    private static Alert said(TestContainer container, String detail) {
        Alert alert = container.skills.alerts.get(0);
        Problem problem =
                new Problem(409, alert.problem().code(), detail, alert.problem().nextStep());
        return new Alert(alert.id(), alert.at(), alert.level(), alert.skill(), problem, alert.readAt());
    }
}
