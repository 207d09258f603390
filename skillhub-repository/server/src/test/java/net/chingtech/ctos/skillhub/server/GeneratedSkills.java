package net.chingtech.ctos.skillhub.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skillhub.server.alike.Skeleton;
import net.chingtech.ctos.skillhub.server.store.H2Store;
import net.chingtech.ctos.skillhub.server.store.Place;

/** A hub's rows as far as its lists go: ids as people choose them, one to six releases each, three on average. */
final class GeneratedSkills {

    private static final String[] ENDS = {"net", "org", "com", "io", "tw", "de"};
    private static final String[] WORDS = {
        "invoice",
        "customer",
        "calendar",
        "weather",
        "ledger",
        "photo",
        "travel",
        "stock",
        "report",
        "chart",
        "mail",
        "crm",
        "notes",
        "vat",
        "tax",
        "timesheet",
        "plan",
        "task",
        "chat",
        "voice",
        "scan",
        "print",
        "map",
        "route",
        "fleet",
        "price",
        "order",
        "cart",
        "shipping",
        "label",
        "quote",
        "contract",
        "sign",
        "audit",
        "access"
    };
    private static final int[] RELEASES = {1, 1, 2, 2, 3, 4, 5, 6};
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final int TWO_YEARS_IN_SECONDS = 63_000_000;
    private static final int AT_ONCE = 1_000;

    private final Random random = new Random(42);
    private final List<SkillId> ids;
    private long releases;

    GeneratedSkills(int skills) {
        TreeSet<SkillId> all = new TreeSet<>();
        while (all.size() < skills) {
            all.add(id());
        }
        ids = new ArrayList<>(all);
    }

    private SkillId id() {
        StringBuilder id = new StringBuilder(ENDS[random.nextInt(ENDS.length)]).append('.');
        for (int letters = 5 + random.nextInt(7); letters > 0; letters--) {
            id.append((char) ('a' + random.nextInt(26)));
        }
        id.append('.').append(word());
        if (random.nextBoolean()) {
            id.append('-').append(word());
        }
        return new SkillId(id.toString());
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    long releases() {
        return releases;
    }

    List<SkillId> some(int count, Random choice) {
        List<SkillId> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, choice);
        return shuffled.subList(0, count);
    }

    void fill(Path database) throws Exception {
        Files.createDirectories(database.getParent());
        H2Store.open(database, Clock.systemUTC()).close();
        with(database, connection -> {
            connection.createStatement().execute("drop index skills_by_skeleton");
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into skills (id, publisher, key_id, first_published_at, updated_at, place, skeleton)"
                            + " values (?, 'Example', '', current_timestamp, current_timestamp, ?, ?)")) {
                int rows = 0;
                for (SkillId id : ids) {
                    insert.setString(1, id.value());
                    insert.setInt(2, Place.of(id));
                    insert.setString(3, Skeleton.of(id.value()));
                    insert.addBatch();
                    if (++rows % AT_ONCE == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
                insert.executeBatch();
            }
            List<SkillId> rows = new ArrayList<>();
            // Both tables in the order of their keys, which is much faster to write.
            List<SkillId> byPlace = new ArrayList<>(ids);
            byPlace.sort(Comparator.comparingInt(Place::of));
            for (SkillId id : byPlace) {
                rows.addAll(Collections.nCopies(RELEASES[random.nextInt(RELEASES.length)], id));
            }
            list(connection, rows);
            connection.createStatement().execute("create index skills_by_skeleton on skills (skeleton)");
            // What is really published later gets numbers of its own.
            connection.createStatement().execute("alter table releases alter column number restart with 100000000");
        });
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static void with(Path database, Work work) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:h2:file:" + database + ";CACHE_SIZE=262144", "hub", "")) {
            connection.setAutoCommit(false);
            work.with(connection);
            connection.commit();
            // The hub's database stays open without connections; this closes it.
            connection.createStatement().execute("shutdown");
        }
    }

    /** Gives some skills one more release, as a day's work of their publishers. */
    void release(Path database, int count) throws SQLException {
        List<SkillId> changed = some(count, random);
        with(database, connection -> {
            list(connection, changed);
            try (PreparedStatement insert = connection.prepareStatement("insert into unlisted (place) values (?)")) {
                for (SkillId id : changed) {
                    insert.setInt(1, Place.of(id));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    private void list(Connection connection, List<SkillId> skills) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into listings (place, release_number, skill_id, version, channel, statement_sha256,"
                        + " statement_size, artifact_sha256, artifact_size, listed_at, security_fix, yanked)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (SkillId id : skills) {
                long number = ++releases;
                insert.setLong(1, Place.key(Place.of(id), number));
                insert.setLong(2, number);
                insert.setString(3, id.value());
                insert.setString(4, random.nextInt(4) + "." + random.nextInt(10) + "." + number % 1_000);
                insert.setString(5, random.nextInt(10) == 0 ? "beta" : "stable");
                insert.setString(6, digest());
                insert.setLong(7, 1_800 + random.nextInt(1_200));
                insert.setString(8, digest());
                insert.setLong(9, 20_000 + random.nextInt(900_000));
                insert.setObject(
                        10,
                        BEGIN.plusSeconds(random.nextInt(TWO_YEARS_IN_SECONDS)).atOffset(ZoneOffset.UTC));
                insert.setBoolean(11, random.nextInt(20) == 0);
                insert.setBoolean(12, random.nextInt(50) == 0);
                insert.addBatch();
                if (number % AT_ONCE == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
        }
    }

    private String digest() {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return HexFormat.of().formatHex(digest);
    }
}
