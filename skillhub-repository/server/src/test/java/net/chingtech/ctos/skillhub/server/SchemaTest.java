package net.chingtech.ctos.skillhub.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.ZoneOffset;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.skillhub.server.store.H2Store;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the first version becomes one of this version, with all that is in it. */
class SchemaTest {

    @TempDir
    Path folder;

    @Test
    void hubOfTheFirstVersion_isListedAsAWhole() throws Exception {
        try (TestHub hub = new TestHub(folder)) {
            hub.close();
            Files.delete(hub.home.resolve("db/skillhub.mv.db"));
            SignedRelease first = hub.signed(hub.chingTech, TestSkill.of("net.chingtech.hello", "1.0.0"));
            SignedRelease second = hub.signed(hub.chingTech, TestSkill.of("net.chingtech.other", "2.0.0-beta.1"));
            firstVersion(hub.home.resolve("db/skillhub"), first, second);
            hub.start();

            ListedRelease listed = hub.container()
                    .skill(first.manifest().id())
                    .orElseThrow()
                    .releases()
                    .get(0);
            assertThat(listed.statement().sha256())
                    .isEqualTo(Digests.sha256Hex(first.envelope().write()));
            assertThat(listed.statement().size()).isEqualTo(first.envelope().write().length);
            assertThat(listed.artifact().sha256())
                    .isEqualTo(first.statement().artifact().sha256());
            assertThat(listed.listedAt()).isEqualTo(first.statement().publishedAt());
            assertThat(listed.yanked()).isFalse();
            assertThat(hub.container().skill(second.manifest().id())).isPresent();
            assertThat(hub.json("/api/v1/skills").path("total").asInt()).isEqualTo(1);
            // What is new knows of what is old.
            TestPublisher somebody = TestPublisher.of("Somebody", Tier.COMMUNITY, "net.ch1ngtech")
                    .trustedIn(hub.authorities(), "community");
            TestHub.refused(
                    hub.publish(hub.signed(somebody, TestSkill.of("net.ch1ngtech.hello", "1.0.0"))),
                    409,
                    "id_looks_alike");
            hub.published(TestSkill.of("net.chingtech.hello", "1.1.0"));
            assertThat(hub.rate("net.chingtech.hello", "r".repeat(43), 4).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void changeThatWasCutOff_isMadeAgain() throws Exception {
        Path file = folder.resolve("skillhub");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file, "hub", "")) {
            run(connection, "schema-1.sql");
            run(connection, "schema-2.sql");
        }
        try (H2Store store = H2Store.open(file, TestPublisher.CLOCK)) {
            assertThat(store.lists().lastIssue().listsVersion()).isZero();
        }
        try (H2Store store = H2Store.open(file, TestPublisher.CLOCK)) {
            assertThat(store.lists().lastIssue().complete()).isTrue();
        }
    }

    @Test
    void hubWithoutRatings_keepsItsSkillsAndTakesRatings() throws Exception {
        Path file = folder.resolve("skillhub");
        SkillId hello = new SkillId("net.chingtech.hello");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file, "hub", "")) {
            run(connection, "schema-1.sql");
            run(connection, "schema-2.sql");
            run(connection, "schema-2-fill.sql");
            run(connection, "schema-3.sql");
            insert(
                    connection,
                    "insert into skills (id, publisher, key_id, first_published_at, updated_at, downloads)"
                            + " values (?, 'Ching Tech', '', current_timestamp, current_timestamp, 7)",
                    hello.value());
        }
        for (int opened = 0; opened < 2; opened++) {
            try (H2Store store = H2Store.open(file, TestPublisher.CLOCK)) {
                SkillCard.Rating before = opened == 0 ? SkillCard.Rating.NONE : new SkillCard.Rating(4, 1);
                SkillLine line = store.releases().skills(List.of(hello)).get(hello);
                assertThat(line.downloads()).isEqualTo(7);
                assertThat(line.rating()).isEqualTo(before);
                store.ratings().keep(hello, "0".repeat(64), 4, TestPublisher.NOW);
            }
        }
    }

    /** Writes rows as the first version did. */
    private static void firstVersion(Path file, SignedRelease... releases) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file, "hub", "")) {
            run(connection, "schema-1.sql");
            for (SignedRelease release : releases) {
                insert(
                        connection,
                        "insert into skills (id, publisher, key_id, first_published_at, updated_at) values (?, ?, ?, ?, ?)",
                        release.manifest().id().value(),
                        "Ching Tech",
                        release.statement().keyId(),
                        release.statement().publishedAt().atOffset(ZoneOffset.UTC),
                        release.statement().publishedAt().atOffset(ZoneOffset.UTC));
                insert(
                        connection,
                        "insert into releases (skill_id, version, channel, published_at, sha256, size, security_fix,"
                                + " permissions, release_notes, publisher, tier, key_id, manifest, description, envelope)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        release.manifest().id().value(),
                        release.manifest().version().toString(),
                        release.manifest().channel().wire(),
                        release.statement().publishedAt().atOffset(ZoneOffset.UTC),
                        release.statement().artifact().sha256(),
                        release.statement().artifact().size(),
                        false,
                        "[]",
                        "",
                        "Ching Tech",
                        "official",
                        release.statement().keyId(),
                        new String(Json.write(release.manifest()), StandardCharsets.UTF_8),
                        "",
                        release.envelope().write());
            }
            insert(connection, "update hub set generation = ?", releases.length);
        }
    }

    private static void insert(Connection connection, String sql, Object... values) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static void run(Connection connection, String script) throws Exception {
        try (Reader reader = new InputStreamReader(H2Store.class.getResourceAsStream(script), StandardCharsets.UTF_8)) {
            RunScript.execute(connection, reader);
        }
    }
}
