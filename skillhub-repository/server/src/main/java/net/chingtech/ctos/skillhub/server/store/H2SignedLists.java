package net.chingtech.ctos.skillhub.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.listing.FileDigest;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;

/** The state of the signed lists in the embedded database. */
final class H2SignedLists implements SignedLists {

    private static final Comparator<ListedRelease> NEWEST_FIRST =
            Comparator.comparing(ListedRelease::version).reversed();

    private final H2Database database;

    H2SignedLists(H2Database database) {
        this.database = database;
    }

    private record Row(SkillId id, ListedRelease release) {}

    @Override
    public long skills() {
        return database.inTransaction(
                "counting", connection -> Sql.query(connection, row -> row.getLong(1), "select count(*) from skills")
                        .get(0));
    }

    @Override
    public Bucket bucket(int bits, int number) {
        List<Row> rows = database.inTransaction(
                "reading listings",
                connection -> Sql.query(
                        connection,
                        H2SignedLists::row,
                        "select skill_id, version, channel, statement_sha256, statement_size, artifact_sha256,"
                                + " artifact_size, listed_at, security_fix, yanked, revoked_reason, revoked_at"
                                + " from listings where place between ? and ?",
                        Place.firstKey(number, bits),
                        Place.lastKey(number, bits)));
        SortedMap<SkillId, List<ListedRelease>> skills = new TreeMap<>();
        rows.forEach(
                row -> skills.computeIfAbsent(row.id, id -> new ArrayList<>()).add(row.release));
        skills.values().forEach(releases -> releases.sort(NEWEST_FIRST));
        return new Bucket(skills.entrySet().stream()
                .map(skill -> new ListedSkill(skill.getKey(), skill.getValue()))
                .toList());
    }

    private static Row row(ResultSet row) throws SQLException {
        try {
            return new Row(
                    new SkillId(row.getString(1)),
                    new ListedRelease(
                            SkillVersion.of(row.getString(2)),
                            Channel.parse(row.getString(3)),
                            new FileDigest(row.getString(4), row.getLong(5)),
                            new FileDigest(row.getString(6), row.getLong(7)),
                            Rows.instant(row, 8),
                            row.getBoolean(9),
                            row.getBoolean(10),
                            Rows.revoked(row, 11)));
        } catch (FormatException e) {
            throw new StoreFailed("a row of listings cannot be read", e);
        }
    }

    private record Change(long number, Integer place) {}

    @Override
    public Unlisted unlisted() {
        List<Change> changes = database.inTransaction(
                "reading what is not listed",
                connection -> Sql.query(
                        connection,
                        row -> new Change(row.getLong(1), row.getObject(2, Integer.class)),
                        "select number, place from unlisted order by number"));
        Set<Integer> places = new HashSet<>();
        changes.stream().map(Change::place).filter(Objects::nonNull).forEach(places::add);
        boolean others = changes.stream().anyMatch(change -> change.place == null);
        long upTo = changes.isEmpty() ? 0 : changes.get(changes.size() - 1).number;
        return new Unlisted(upTo, places, others);
    }

    @Override
    public Issue lastIssue() {
        return database.inTransaction("reading the last issue", H2SignedLists::lastIssue);
    }

    private static Issue lastIssue(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        row -> new Issue(
                                row.getLong(1),
                                row.getLong(2),
                                row.getBoolean(3),
                                row.getInt(4),
                                Rows.instant(row, 5),
                                Rows.instant(row, 6),
                                row.getString(7)),
                        "select lists_version, timestamp_version, complete, bits, lists_signed_at,"
                                + " timestamp_signed_at, signers from issues")
                .get(0);
    }

    @Override
    public List<TargetFile> targetFiles() {
        return database.inTransaction(
                "reading target files",
                connection -> Sql.query(
                        connection,
                        row -> new TargetFile(row.getString(1), row.getString(2), row.getLong(3)),
                        "select name, sha256, length from target_files"));
    }

    @Override
    public Issue reserve(boolean lists) {
        Issue issue = database.inTransaction("taking a version", connection -> {
            Sql.update(
                    connection,
                    "update issues set complete = false, timestamp_version = timestamp_version + 1,"
                            + " lists_version = lists_version + ?",
                    lists ? 1 : 0);
            return lastIssue(connection);
        });
        database.sync();
        return issue;
    }

    @Override
    public void issued(Issue issue, Collection<TargetFile> files, boolean all, long upTo, Collection<String> retired) {
        database.inTransaction("noting an issue", connection -> {
            Sql.update(
                    connection,
                    "update issues set complete = true, bits = ?, lists_signed_at = ?, timestamp_signed_at = ?,"
                            + " signers = ?",
                    issue.bits(),
                    issue.listsSignedAt().atOffset(ZoneOffset.UTC),
                    issue.timestampSignedAt().atOffset(ZoneOffset.UTC),
                    issue.signers());
            if (all) {
                Sql.update(connection, "delete from target_files");
            }
            try (PreparedStatement merge =
                    connection.prepareStatement("merge into target_files key (name) values (?, ?, ?)")) {
                for (TargetFile file : files) {
                    merge.setString(1, file.name());
                    merge.setString(2, file.sha256());
                    merge.setLong(3, file.length());
                    merge.addBatch();
                }
                merge.executeBatch();
            }
            Sql.update(connection, "delete from unlisted where number <= ?", upTo);
            retire(connection, retired, issue.listsVersion(), issue.listsSignedAt());
            // A file can come back, as when a yank is taken back.
            forget(connection, files.stream().map(TargetFile::path).toList());
            return null;
        });
    }

    @Override
    public void retire(Collection<String> paths, Instant now) {
        database.inTransaction("retiring files", connection -> {
            retire(connection, paths, lastIssue(connection).listsVersion(), now);
            return null;
        });
    }

    private static void retire(Connection connection, Collection<String> paths, long version, Instant at)
            throws SQLException {
        try (PreparedStatement merge =
                connection.prepareStatement("merge into retired_files key (path) values (?, ?, ?)")) {
            for (String path : paths) {
                merge.setString(1, path);
                merge.setLong(2, version);
                merge.setObject(3, at.atOffset(ZoneOffset.UTC));
                merge.addBatch();
            }
            merge.executeBatch();
        }
    }

    @Override
    public List<String> retired() {
        return database.inTransaction(
                "reading retired files",
                connection -> Sql.query(connection, row -> row.getString(1), "select path from retired_files"));
    }

    @Override
    public List<String> retiredUntil(long version, Instant time) {
        return database.inTransaction(
                "reading retired files",
                connection -> Sql.query(
                        connection,
                        row -> row.getString(1),
                        "select path from retired_files where version <= ? and retired_at < ?",
                        version,
                        time.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public void forget(Collection<String> paths) {
        database.inTransaction("forgetting retired files", connection -> {
            forget(connection, paths);
            return null;
        });
    }

    private static void forget(Connection connection, Collection<String> paths) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from retired_files where path = ?")) {
            for (String path : paths) {
                delete.setString(1, path);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
