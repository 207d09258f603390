package net.chingtech.ctos.itest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The machine's own Chromium, without a window, in which people look at the Marketplace of a running container. Whatever the
 * browser has to say of a page is a complaint, down to the last warning, unless the story is about it.
 */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final double PATIENCE_MS = 60_000;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        try {
            Files.createDirectories(SCREENSHOTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path program = PLACES.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no Chromium: type apt-get install -y --no-install-recommends chromium"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Another administrator's browser, before the login. */
    Page open(RunningContainer container, String language) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 800).setColorScheme(ColorScheme.LIGHT));
        context.setDefaultTimeout(PATIENCE_MS);
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        context.addCookies(List.of(new Cookie("ctos_lang", language).setUrl(container.url())));
        context.onPage(page -> page.onPageError(complaints::add));
        context.onConsoleMessage(message -> {
            // Of type info is what only whoever types faster than a page can load brings about.
            if (!message.type().equals("info")) {
                complaints.add(message.type() + ": " + message.text() + " at " + message.location());
            }
        });
        Page page = context.newPage();
        page.navigate(container.url() + "/ctos");
        assertThat(page.locator("#user")).isVisible();
        return page;
    }

    /** Types the password, and waits for the page. */
    static void logIn(Page page, RunningContainer container) {
        page.locator("#user").fill("admin");
        page.locator("#password").fill(container.ctos().file("secrets/admin-password"));
        page.locator("form button").click();
        assertThat(page.locator("ctos-app h1")).isVisible();
    }

    /** Another administrator at the page, who reads English. */
    Page somebody(RunningContainer container) {
        Page page = open(container, "en");
        logIn(page, container);
        return page;
    }

    /** Another window of the same administrator. */
    static Page window(Page of) {
        Page other = of.context().newPage();
        other.navigate(of.url());
        assertThat(other.locator("ctos-app h1")).isVisible();
        return other;
    }

    /** In the light and the dark theme, and at the width of a telephone, where nothing may be wider than the page. */
    static void shots(Page page, String name) {
        shot(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shot(page, name + "-dark");
        page.setViewportSize(360, 740);
        shot(page, name + "-dark-narrow");
        Object wide = page.evaluate("[document.documentElement, ...document.querySelectorAll('dialog .content')]"
                + ".some(one => one.scrollWidth > one.clientWidth)");
        assertThat(wide).as("a bar to scroll sideways at 360 px in " + name).isEqualTo(false);
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** A line with these words belongs to the story, whenever it comes: browsers report every answer that is not good. */
    void expect(String words) {
        expected.add(words);
    }

    /** What was complained of since the last question, but for what was expected since then. */
    List<String> complaints() {
        List<String> all = complaints.stream()
                .filter(line -> expected.stream().noneMatch(line::contains))
                .toList();
        complaints.clear();
        expected.clear();
        return all;
    }

    /** Closes all windows. */
    void closeWindows() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
