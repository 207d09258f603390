package net.chingtech.ctos.skillhub.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.skillhub.server.alike.Skeleton;
import net.chingtech.ctos.skillhub.server.answers.Clauses;
import net.chingtech.ctos.skillhub.server.store.H2Store;
import net.chingtech.ctos.skillhub.server.store.Place;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/**
 * A hub's catalogue as large as one likes, for measuring: what is searched and shown is there, the artifacts are not. Also a
 * program, for a hub of another process: {@code GeneratedCatalogue HOME SKILLS}.
 */
public final class GeneratedCatalogue {

    private static final String[] WORDS = {"invoice", "customer", "calendar", "weather", "ledger", "photo", "travel"};
    private static final String KEY = "ab".repeat(32);
    private static final int AT_ONCE = 1_000;

    private GeneratedCatalogue() {}

    public static void main(String... args) throws Exception {
        fill(Path.of(args[0]), Integer.parseInt(args[1]));
    }

    static String id(int number) {
        return "net.example.skill" + number;
    }

    /** One of seven words, in turn: a skill is about the word of its number. */
    static String word(int number) {
        return WORDS[number % WORDS.length];
    }

    /** Files the skills in the database of a hub that does not run: one about each word as any other, the rest by its rows. */
    static void fill(Path home, int skills) throws Exception {
        Path database = Files.createDirectories(home.resolve("db")).resolve("skillhub");
        try (H2Store store = H2Store.open(database, Clock.systemUTC())) {
            for (int n = 0; n < WORDS.length; n++) {
                String clause = "ctos.skill;ctos.skill=\"" + id(n) + "\";version:Version=\"1.1.0\"";
                store.releases().file(release(n), Clauses.of(List.of(clause)), null);
            }
        }
        try (Connection connection =
                DriverManager.getConnection("jdbc:h2:file:" + database + ";CACHE_SIZE=131072", "hub", "")) {
            connection.setAutoCommit(false);
            for (int from = WORDS.length; from < skills; from += AT_ONCE) {
                file(connection, from, Math.min(skills, from + AT_ONCE));
                connection.commit();
            }
            connection.createStatement().execute("update hub set generation = generation + 1");
            connection.commit();
            // The hub's database stays open without connections; this closes it.
            connection.createStatement().execute("shutdown");
        }
    }

    private static void file(Connection connection, int from, int until) throws Exception {
        try (PreparedStatement skill = connection.prepareStatement(
                        "insert into skills (id, publisher, key_id, first_published_at, updated_at, place, skeleton)"
                                + " values (?, 'Example', ?, current_timestamp, current_timestamp, ?, ?)");
                PreparedStatement release = connection.prepareStatement(
                        "insert into releases (skill_id, version, channel, published_at, sha256, size, security_fix,"
                                + " permissions, release_notes, publisher, tier, key_id, manifest, description, envelope)"
                                + " select ?, version, channel, published_at, ?, size, security_fix, permissions,"
                                + " release_notes, publisher, tier, key_id, ?, description, envelope from releases"
                                + " where skill_id = ?");
                PreparedStatement unlisted = connection.prepareStatement("insert into unlisted (place) values (?)");
                PreparedStatement listing = connection.prepareStatement(
                        "insert into listings (place, release_number, skill_id, version, channel, statement_sha256,"
                                + " statement_size, artifact_sha256, artifact_size, listed_at, security_fix, yanked)"
                                + " select cast(? as bigint) * 8796093022208 + number, number, skill_id, version, channel,"
                                + " sha256, 2000, sha256, size, published_at, false, false from releases"
                                + " where skill_id = ?")) {
            for (int n = from; n < until; n++) {
                SkillManifest manifest = release(n).manifest();
                int place = Place.of(manifest.id());
                add(skill, id(n), KEY, place, Skeleton.of(id(n)));
                add(
                        release,
                        id(n),
                        String.format("%064x", n),
                        new String(Json.write(manifest), StandardCharsets.UTF_8),
                        id(n % WORDS.length));
                add(unlisted, place);
                add(listing, place, id(n));
            }
            for (PreparedStatement rows : List.of(skill, release, unlisted, listing)) {
                rows.executeBatch();
            }
        }
    }

    private static void add(PreparedStatement rows, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            rows.setObject(i + 1, values[i]);
        }
        rows.addBatch();
    }

    private static StoredRelease release(int n) throws Exception {
        String word = word(n);
        SkillManifest manifest = SkillManifest.read(Json.write(Map.of(
                "id",
                id(n),
                "version",
                "1.1.0",
                "name",
                "The " + word + " of number " + n,
                "summary",
                "Knows all of " + word + " and of " + word(n + 3),
                "author",
                Map.of("name", "Author " + n % 100),
                "license",
                "Apache-2.0",
                "tags",
                List.of(word),
                "permissions",
                List.of("db:read:sales"))));
        ReleaseStatement statement = ReleaseStatement.of(
                manifest,
                Instant.now(),
                new ReleaseStatement.Artifact(String.format("%064x", n), 1),
                List.of(),
                List.of(),
                "Example",
                KEY);
        Envelope.Signature signature = new Envelope.Signature(KEY, new byte[64], List.of(new byte[600]));
        Envelope envelope = new Envelope(Envelope.RELEASE, statement.write(), List.of(signature));
        String sha256 = statement.artifact().sha256();
        String text = ("# " + manifest.name() + "\nMore of it. ").repeat(40);
        return new StoredRelease(
                0,
                manifest,
                envelope,
                sha256,
                1,
                Instant.now(),
                "Example",
                Tier.COMMUNITY,
                KEY,
                text,
                null,
                false,
                null);
    }
}
