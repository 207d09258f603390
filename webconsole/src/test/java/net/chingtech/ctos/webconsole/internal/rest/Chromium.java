package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The machine's own Chromium, without a window; it remembers what a page complained of, takes its picture, and looks for what
 * keeps people from using it.
 */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** A machine may be busy with something else. */
    private static final double PATIENCE_MS = 60_000;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<BrowserContext> open = new ArrayList<>();
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
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    /**
     * Somebody's browser, that knows nothing of the others: its windows share a session. Wherever the tests run it is that of
     * somebody in one place who reads English, and likes nothing to move.
     */
    BrowserContext somebody() {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1280, 800)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US")
                .setTimezoneId("UTC"));
        context.setDefaultTimeout(PATIENCE_MS);
        context.onPage(page -> page.onPageError(complaints::add));
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        open.add(context);
        return context;
    }

    /** A complaint with these words belongs to the test, whenever it comes. */
    void expect(String words) {
        expected.add(words);
    }

    /** What all open pages complained of, but for what was expected. */
    List<String> complaints() {
        return complaints.stream()
                .filter(line -> expected.stream().noneMatch(line::contains))
                .toList();
    }

    /** In both themes, and at the width of a telephone, where nothing may be wider than the page. */
    void shots(Page page, String name) {
        // While another answer is waited for, the cards of the last one are pale.
        assertThat(page.locator(".grid[aria-busy=true]")).hasCount(0);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        shot(page, name);
        assertUsable(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shot(page, name + "-dark");
        assertUsable(page, name + "-dark");
        page.setViewportSize(360, 740);
        shot(page, name + "-dark-narrow");
        Object wide = page.evaluate("[document.documentElement, ...document.querySelectorAll('dialog .content')]"
                + ".some(one => one.scrollWidth > one.clientWidth)");
        assertThat(wide).as("a bar to scroll sideways at 360 px in " + name).isEqualTo(false);
        page.setViewportSize(1280, 800);
    }

    /** Contrast, names, roles, order of headings and the like, as axe-core judges them. */
    private static void assertUsable(Page page, String name) {
        AxeResults looked = new AxeBuilder(page).setLegacyMode(true).analyze();
        assertThat(looked.getPasses()).as("rules that were asked of " + name).isNotEmpty();
        List<String> grave = looked.getViolations().stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(Chromium::words)
                .toList();
        assertThat(grave).as("what keeps people from using " + name).isEmpty();
    }

    private static String words(Rule rule) {
        return rule.getImpact() + " " + rule.getId() + ": " + rule.getHelp()
                + rule.getNodes().stream()
                        .map(node -> "\n  " + node.getHtml() + "\n    " + node.getFailureSummary())
                        .reduce("", String::concat);
    }

    /** Closes all windows and forgets what they complained of; the browser stays. */
    void closeWindows() {
        open.forEach(BrowserContext::close);
        open.clear();
        complaints.clear();
        expected.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static void shot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
