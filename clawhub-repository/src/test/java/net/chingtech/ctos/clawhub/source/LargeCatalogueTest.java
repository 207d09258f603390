package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.clawhub.source.LargeCatalogue.Row;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillQuery.Sort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A ClawHub with some hundred skills: nothing is lost on the way through it, and it costs what it must. */
@Timeout(900)
class LargeCatalogueTest {

    private static final int PER_PAGE = 20;
    private static final int MOST_RESULTS = 100;
    /** Of ClawHub's own limit for whoever has no account. */
    private static final int MOST_QUESTIONS_A_MINUTE = 3_000;

    private static final long MOST_KEPT_BYTES = 24L << 20;
    private static final long COLLECTED_NANOS = 20_000_000_000L;

    @TempDir
    Path folder;

    private Scene scene;
    private List<Row> rows;

    @BeforeEach
    void start() throws Exception {
        scene = new Scene(folder);
        rows = LargeCatalogue.rows();
        LargeCatalogue.offer(scene.server, rows);
    }

    @AfterEach
    void stop() throws Exception {
        scene.close();
    }

    private SearchPage page(String text, Sort sort, int number) throws ProvisioningException {
        return scene.adapter.search(new SkillQuery(text, null, null, null, null, sort, number, PER_PAGE));
    }

    private static List<String> ids(SearchPage page) {
        return page.skills().stream().map(found -> found.card().id().value()).toList();
    }

    private List<String> expected() {
        return rows.stream()
                .map(row -> Scene.id(row.owner(), row.slug()).value())
                .toList();
    }

    @Test
    void leafingThrough_showsEachSkillOnce_underItsOwner() throws Exception {
        List<String> seen = new ArrayList<>();
        SearchPage page;
        int number = 0;
        do {
            page = page("", Sort.RELEVANCE, ++number);
            seen.addAll(ids(page));
            assertThat(page.total()).isGreaterThanOrEqualTo(seen.size());
        } while (page.total() > (long) number * PER_PAGE);

        assertThat(seen).containsExactlyElementsOf(expected());
        assertThat(page.total()).isEqualTo(rows.size());
    }

    @Test
    void leafingAsAMergedCatalogueDoes_asksForNoSkillTwice() throws Exception {
        int pages = (rows.size() + PER_PAGE - 1) / PER_PAGE;
        List<String> last = List.of();
        for (int shown = 1; shown <= pages; shown++) {
            // Each page of a merged catalogue takes all pages before it from each source.
            for (int number = 1; number <= shown; number++) {
                last = ids(page("", Sort.RELEVANCE, number));
            }
        }

        assertThat(last).containsExactlyElementsOf(expected().subList((pages - 1) * PER_PAGE, rows.size()));
        assertThat(scene.server.asked.stream().filter(line -> line.contains("/api/v1/skills/")))
                .filteredOn(line -> line.contains("ownerHandle") || !isShared(line))
                .doesNotHaveDuplicates();
        assertThat(scene.server.asked).hasSizeLessThan(MOST_QUESTIONS_A_MINUTE / 2);
    }

    private boolean isShared(String line) {
        String slug = line.substring(line.lastIndexOf('/') + 1);
        return rows.stream().filter(row -> row.slug().equals(slug)).count() > 1;
    }

    @Test
    void search_givesTheFirstHundred_inTheOrderThatWasAskedFor() throws Exception {
        List<Long> downloads = new ArrayList<>();
        for (int number = 1; number <= MOST_RESULTS / PER_PAGE; number++) {
            SearchPage page = page(LargeCatalogue.WORD, Sort.POPULARITY, number);
            assertThat(page.total()).isEqualTo(MOST_RESULTS);
            page.skills().stream().map(found -> found.card().downloads()).forEach(downloads::add);
        }

        assertThat(downloads).hasSize(MOST_RESULTS).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(page(LargeCatalogue.WORD, Sort.POPULARITY, 6).skills()).isEmpty();
        assertThat(scene.server.count("/api/v1/search")).isEqualTo(6);
    }

    @Test
    void skillThatSeveralHave_isFoundByItsOwner_andPlanned() throws Exception {
        Row shared = rows.stream()
                .filter(row -> rows.stream()
                                .filter(other -> other.slug().equals(row.slug()))
                                .count()
                        > 1)
                .reduce((one, other) -> other)
                .orElseThrow();

        SkillCard card = scene.adapter
                .details(Scene.id(shared.owner(), shared.slug()))
                .page()
                .card();

        assertThat(card.author()).isEqualTo("@" + shared.owner());
        assertThat(card.downloads()).isEqualTo(shared.installs());
        assertThat(scene.adapter.releases(card.id(), VersionRange.ANY, Channel.STABLE))
                .hasSize(1);
    }

    @Test
    void whatIsRememberedOfLargePages_staysSmall() throws Exception {
        String text = "x".repeat(400 * 1024);
        for (Row row : rows) {
            String path = "/api/v1/skills/" + row.slug();
            scene.server.on(path, exchange -> {
                String owner = row.owner();
                FixtureHub.send(
                        exchange,
                        200,
                        "application/json",
                        net.chingtech.ctos.format.Json.write(FixtureHub.map(
                                "skill",
                                FixtureHub.map(
                                        "slug",
                                        row.slug(),
                                        "displayName",
                                        row.name(),
                                        "summary",
                                        text,
                                        "description",
                                        text.substring(0, 100_000),
                                        "createdAt",
                                        FixtureHub.THEN),
                                "latestVersion",
                                FixtureHub.map("version", "1.0.0", "changelog", "News"),
                                "owner",
                                FixtureHub.map("handle", owner))));
            });
        }
        long before = usedBytes(Long.MAX_VALUE);

        int shown = 0;
        for (int number = 1; number <= (rows.size() + PER_PAGE - 1) / PER_PAGE; number++) {
            shown += page("", Sort.RELEVANCE, number).skills().size();
        }

        assertThat(shown).isEqualTo(rows.size());
        assertThat(usedBytes(before + MOST_KEPT_BYTES) - before).isLessThan(MOST_KEPT_BYTES);
    }

    /** What is still in use once garbage is collected; gives up collecting after a while. */
    private static long usedBytes(long enough) {
        long deadline = System.nanoTime() + COLLECTED_NANOS;
        long least = Long.MAX_VALUE;
        do {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            LockSupport.parkNanos(50_000_000);
        } while (least >= enough && System.nanoTime() < deadline);
        return least;
    }
}
