package net.chingtech.ctos.clawhub.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.clawhub.client.FixtureHub;
import net.chingtech.ctos.format.Json;

/**
 * Some hundred skills in the proportions of a real catalogue: a few publishers have most of them, a few names are several
 * publishers', a few skills are had by nearly everybody. With {@code -Dctos.test.catalogue=FILE} those of a real one, as JSON:
 * {@code {"rows":[{"owner":..,"slug":..,"displayName":..,"installs":..}]}}.
 */
final class LargeCatalogue {

    static final String FILE = "ctos.test.catalogue";

    /** A word that more of them have than one search gives. */
    static final String WORD = "e";

    private static final int SKILLS = 495;
    private static final int OWNERS = 69;
    private static final int SHARED_NAMES = 6;
    private static final List<String> KINDS =
            List.of("invoice", "image", "release", "weather", "ledger", "meeting", "translate", "deploy");

    /** One skill of it. */
    record Row(String owner, String slug, String name, long installs) {}

    private LargeCatalogue() {}

    static List<Row> rows() throws Exception {
        String file = System.getProperty(FILE, "");
        return file.isEmpty() ? generated() : read(Path.of(file));
    }

    private static List<Row> generated() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < SKILLS - SHARED_NAMES; i++) {
            // The square root crowds most of them with the first publishers.
            int owner = OWNERS - 1 - (int) (OWNERS * Math.sqrt((i + 0.5) / SKILLS));
            String slug = KINDS.get(i % KINDS.size()) + "-helper-" + i;
            rows.add(new Row("owner-" + owner, slug, slug, 700_000L / (1 + i * (long) i)));
        }
        for (int i = 0; i < SHARED_NAMES; i++) {
            rows.add(new Row(
                    "copycat-" + i, rows.get(i * 7).slug(), rows.get(i * 7).name(), i));
        }
        return rows;
    }

    private static List<Row> read(Path file) throws Exception {
        Set<String> seen = new LinkedHashSet<>();
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : Json.readTree(Files.readAllBytes(file)).path("rows")) {
            Row one = new Row(
                    row.path("owner").asText(),
                    row.path("slug").asText(),
                    row.path("displayName").asText(),
                    row.path("installs").asLong());
            // A publisher has a name once, in however many repositories it lies.
            if (seen.add(one.owner() + "/" + one.slug())) {
                rows.add(one);
            }
        }
        return rows;
    }

    /** Has the hub offer them, in this order. */
    static void offer(FixtureHub hub, List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            FixtureHub.Skill skill = hub.skill(row.owner(), row.slug()).version("1.0.0");
            skill.name = row.name();
            skill.downloads = row.installs();
            // Nobody publishes two skills in one millisecond: by this those of one name are told apart.
            skill.createdAt = FixtureHub.THEN + i;
        }
    }
}
