package net.chingtech.ctos.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the Marketplace takes in a browser, over hubs of 100 and of 100,000 skills: until the page is ready, from asking for it
 * to its first cards; and from a key to the answer on the screen, without the quarter of a second that the page waits for the next
 * key. Beside each stands the least that is possible: a page of the same container with nothing on it, and the very same search
 * asked over REST. Runs only when it is asked for; asserts nothing about time.
 */
class MarketplaceBenchmark {

    private static final int ROUNDS = Integer.getInteger("ctos.benchmark.rounds", 9);
    private static final int[] SKILLS = {100, 100_000};
    private static final int DEBOUNCE_MS = 250;
    private static final String[] WORDS = {"invoice", "customer", "calendar", "weather", "ledger", "photo", "travel"};

    /** How many milliseconds after the navigation began the page had its first card. */
    private static final String CARDS =
            "async () => { while (!document.querySelector('ctos-skill-card')) { if (performance.now() > 60000) {"
                    + " throw new Error('no card'); } await new Promise(go => requestAnimationFrame(go)); }"
                    + " return performance.now(); }";

    /** How many milliseconds after the navigation began everything was there. */
    private static final String LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd";

    private static final String SENT = "() => [...performance.getEntriesByType('navigation'),"
            + " ...performance.getEntriesByType('resource')].reduce((sum, one) => sum + one.transferSize, 0)";

    /** Types a word, and says how many milliseconds later the cards are those of the answer to it. */
    private static final String SEARCH =
            "async ([word, cards]) => { const field = document.querySelector('input[type=search]');"
                    + " const shown = () => [...document.querySelectorAll('ctos-skill-card')].slice(0, cards);"
                    + " const fits = () => shown().length > 0 && shown().every(one => one.textContent.toLowerCase().includes(word))"
                    + " && !document.querySelector('.grid[aria-busy=true]');"
                    + " const begin = performance.now(); field.value = word;"
                    + " field.dispatchEvent(new InputEvent('input', {bubbles: true}));"
                    + " while (!fits()) { if (performance.now() - begin > 60000) {"
                    + " throw new Error('no answer to ' + word); }"
                    + " await new Promise(go => requestAnimationFrame(go)); }"
                    + " return performance.now() - begin; }";

    @Test
    void page(@TempDir Path work) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%nMarketplace in Chromium, Java %s, %d processors, medians of %d (least to most)%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                ROUNDS);
        try (Chromium chromium = new Chromium()) {
            for (int skills : SKILLS) {
                measure(chromium, Files.createDirectories(work.resolve("hub-of-" + skills)), skills);
            }
        }
    }

    private static void measure(Chromium chromium, Path work, int skills) throws Exception {
        Path home = work.resolve("hub-home");
        HubProcess.start(home).close();
        fill(home.resolve("hub"), skills);
        try (HubProcess hub = HubProcess.start(home);
                RunningContainer container = RunningContainer.start(work.resolve("home"), words(hub))) {
            container.awaitRest(
                    "catalogue?q=invoice", answer -> answer.path("skills").size() > 0);
            System.out.printf(Locale.ROOT, "hub of %,d skills%n", skills);
            Page page = chromium.somebody(container);
            ready(chromium, page, container);
            search(page, container);
            chromium.closeWindows();
        }
    }

    private static void ready(Chromium chromium, Page page, RunningContainer container) {
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        List<Double> nothing = new ArrayList<>();
        double sent = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Page fresh = chromium.somebody(container);
            // Whoever has just logged in has loaded the page: the measured load is one that nothing is kept for.
            fresh.context().newCDPSession(fresh).send("Network.clearBrowserCache");
            first.add(untilCards(fresh));
            sent = ((Number) fresh.evaluate(SENT)).doubleValue();
            again.add(untilCards(fresh));
            fresh.context().close();
            page.navigate(container.url() + "/ctos/res/mark.svg");
            nothing.add(((Number) page.evaluate(LOADED)).doubleValue());
        }
        page.navigate(container.url() + "/ctos");
        line("page ready, first time", first, "%.0f kB sent".formatted(sent / 1e3));
        line("page ready, again", again, "");
        line("  limit: a picture of the container alone", nothing, "");
    }

    private static double untilCards(Page page) {
        page.reload(new Page.ReloadOptions().setWaitUntil(com.microsoft.playwright.options.WaitUntilState.COMMIT));
        return ((Number) page.evaluate(CARDS)).doubleValue();
    }

    private static void search(Page page, RunningContainer container) {
        page.evaluate(CARDS);
        List<Double> seen = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        for (int round = -2; round < ROUNDS; round++) {
            String word = WORDS[(round + WORDS.length) % WORDS.length];
            double took = ((Number) page.evaluate(SEARCH, List.of(word, 3))).doubleValue() - DEBOUNCE_MS;
            long begin = System.nanoTime();
            int status = container
                    .rest("GET", "catalogue?sort=relevance&page=1&per_page=24&q=" + word, null)
                    .statusCode();
            double bare = (System.nanoTime() - begin) / 1e6;
            assertThat(status).isEqualTo(200);
            if (round >= 0) {
                seen.add(took);
                asked.add(bare);
            }
        }
        line("search, from the key to the cards", seen, "and %d ms of waiting for the next key".formatted(DEBOUNCE_MS));
        line("  limit: the same question over REST", asked, "");
    }

    private static String[] words(HubProcess hub) {
        return new String[] {
            "run",
            "--port",
            "0",
            "--hub",
            hub.url(),
            "--hub-root",
            hub.home().resolve("trust/hubs/local/root.json").toString()
        };
    }

    /** In a process that has what the hub has: its database is its own. */
    private static void fill(Path home, int skills) throws IOException, InterruptedException {
        Path generator = Ctos.TOP.resolve("skillhub-repository/server/target/test-classes");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        Distribution.folder().resolve("hub/lib") + "/*:" + generator,
                        "net.chingtech.ctos.skillhub.server.GeneratedCatalogue",
                        home.toString(),
                        String.valueOf(skills))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as("the generator's end").isZero();
    }

    private static void line(String what, List<Double> figures, String more) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "  %-44s %7.0f ms (%.0f to %.0f)  %s%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                more);
    }
}
