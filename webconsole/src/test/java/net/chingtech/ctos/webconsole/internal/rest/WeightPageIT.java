package net.chingtech.ctos.webconsole.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the first look at the page costs, as the browser counted it. */
class WeightPageIT {

    private static final int MOST_BYTES = 200_000;

    /** Name, and what came over the wire with its headers: nothing of what the browser had kept. */
    private static final String SENT = "[...performance.getEntriesByType('navigation'),"
            + " ...performance.getEntriesByType('resource')].map(one => ({name: new URL(one.name).pathname,"
            + " bytes: one.transferSize}))";

    @RegisterExtension
    final OpenPage open = new OpenPage();

    @Test
    void firstLoad_isLight_andAsksForAllModulesAtOnce_theNextTakesThemFromTheBrowser() {
        List<Map<String, Object>> first = sent();
        long bytes = bytes(first);
        long modules = first.stream().filter(WeightPageIT::isModule).count();
        System.out.printf(
                Locale.ROOT,
                "the first load sends %d bytes in %d answers, of which %d bytes in %d modules%n",
                bytes,
                first.size(),
                bytes(first.stream().filter(WeightPageIT::isModule).toList()),
                modules);

        assertThat(bytes).as("bytes of a first load: %s", first).isBetween(20_000L, (long) MOST_BYTES);
        assertThat(modules).isGreaterThan(30);
        // None is asked for by another that was read first.
        assertThat(first.stream().filter(WeightPageIT::isModule).map(one -> one.get("name")))
                .containsExactlyInAnyOrderElementsOf(announced());

        open.page.reload();
        List<Map<String, Object>> next = sent();
        assertThat(next.stream().filter(WeightPageIT::isModule).count()).isEqualTo(modules);
        assertThat(bytes(next.stream()
                        .filter(one -> one.get("name").toString().startsWith("/ctos/res/"))
                        .toList()))
                .as("bytes of files that the browser has: %s", next)
                .isZero();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> sent() {
        Page page = open.page;
        // Pictures of cards come last.
        open.tab("Discover");
        page.waitForFunction("[...document.images].length > 0 && [...document.images].every(one => one.complete)");
        return (List<Map<String, Object>>) page.evaluate(SENT);
    }

    @SuppressWarnings("unchecked")
    private List<Object> announced() {
        return (List<Object>) open.page.evaluate(
                "[...document.querySelectorAll('link[rel=modulepreload]')].map(one => one.getAttribute('href'))");
    }

    private static boolean isModule(Map<String, Object> one) {
        return one.get("name").toString().endsWith(".js");
    }

    private static long bytes(List<Map<String, Object>> sent) {
        return sent.stream()
                .mapToLong(one -> ((Number) one.get("bytes")).longValue())
                .sum();
    }
}
