package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The page, open on the tab of what is installed, by an administrator who has logged in: for each test over a container of its
 * own, in the one browser of all tests. Afterwards nothing may have become of strangers' words but text, and the browser may
 * have complained of nothing.
 *
 * <pre>{@code @RegisterExtension final OpenPage open = new OpenPage(container -> container.skills.alerts.clear());}</pre>
 */
final class OpenPage implements BeforeEachCallback, AfterEachCallback {

    private static final String BROWSER = "browser";

    private final Consumer<TestContainer> scene;
    private Chromium chromium;
    private BrowserContext browser;
    TestContainer container;
    Page page;

    /** Over the sample container as it is. */
    OpenPage() {
        this(container -> {});
    }

    /** @param scene what the container has more, or less, before the page is loaded */
    OpenPage(Consumer<TestContainer> scene) {
        this.scene = scene;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        chromium = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(OpenPage.class))
                .getOrComputeIfAbsent(BROWSER, key -> new Chromium(), Chromium.class);
        container = DemoServer.start(0);
        scene.accept(container);
        browser = chromium.somebody();
        logIn();
        page = window();
        tab("Installed");
    }

    /** As the login page does it, whose own tests type. */
    private void logIn() {
        int status = browser.request()
                .post(
                        container.url("/ctos/login"),
                        RequestOptions.create()
                                .setHeader("Origin", container.url(""))
                                .setForm(FormData.create()
                                        .set("user", TestContainer.USER)
                                        .set("password", TestContainer.PASSWORD)
                                        .set("next", "/ctos"))
                                .setMaxRedirects(0))
                .status();
        assertThat(status).as("logged in").isEqualTo(303);
    }

    /** Another window of the same administrator. */
    Page window() {
        Page window = browser.newPage();
        window.navigate(container.url("/ctos"));
        assertThat(window.locator("ctos-app h1")).isVisible();
        return window;
    }

    void tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Pictures of the whole page in both themes and at the width of a telephone; what makes it hard to use is a failure. */
    void shots(String name) {
        chromium.shots(page, name);
    }

    /** The same, once {@code shown} is in sight. */
    void shots(String name, Locator shown) {
        shown.scrollIntoViewIfNeeded();
        shots(name);
    }

    /** Sets one thing that the page knows, such as which dialog is open. */
    void store(String name, Object value) {
        page.evaluate(
                "async ([name, value]) => {"
                        + " const module = new URL('./store.js', document.querySelector('script[type=module]').src);"
                        + " (await import(module)).store.set({ [name]: value }); }",
                Arrays.asList(name, value));
    }

    /** A refusal that the test wants: the browser itself tells of every answer that is not good. */
    void expectRefusal(int status) {
        chromium.expect("status of " + status);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        try (TestContainer closed = container) {
            if (page != null && context.getExecutionException().isEmpty()) {
                nothingHostileHappened();
            }
        } finally {
            chromium.closeWindows();
        }
    }

    private void nothingHostileHappened() {
        Object foreign = page.evaluate("document.querySelectorAll('img[src=x], main script, dialog script').length");
        assertThat(((Number) foreign).intValue())
                .as("elements made of strangers' words")
                .isZero();
        assertThat(page.title()).doesNotContain("owned");
        assertThat(chromium.complaints()).as("what the browser complained of").isEmpty();
    }
}
