package net.chingtech.ctos.skillhub.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Revoked;

/** Releases in an embedded H2 database: one file under the hub's home. */
public final class H2Releases implements Releases {

    private final H2Database database;
    private final Clock clock;
    /** Filing is one at a time, so that what was checked still holds when it is written. */
    private final Object filing = new Object();

    H2Releases(H2Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Map<SkillId, SkillLine> skills(Collection<SkillId> ids) {
        return database
                .inTransaction(
                        "reading skills",
                        connection -> Sql.query(connection, Rows::skill, Rows.SKILL + "where id = any(?)", texts(ids)))
                .stream()
                .collect(Collectors.toMap(SkillLine::id, Function.identity()));
    }

    @Override
    public List<SkillId> idsAfter(SkillId after, int most) {
        return database.inTransaction(
                "reading ids",
                connection -> Sql.query(
                        connection,
                        row -> new SkillId(row.getString(1)),
                        "select id from skills where id > ? order by id limit ?",
                        after == null ? "" : after.value(),
                        most));
    }

    @Override
    public List<ReleaseLine> lines(Collection<SkillId> ids) {
        return database.inTransaction(
                "reading releases",
                connection -> Sql.query(connection, Rows::line, Rows.LINE + "where r.skill_id = any(?)", texts(ids)));
    }

    @Override
    public List<StoredRelease> releases(Collection<Long> numbers) {
        return database.inTransaction(
                "reading releases",
                connection -> Sql.query(connection, Rows::release, Rows.RELEASE + "where r.number = any(?)", (Object)
                        numbers.toArray(Long[]::new)));
    }

    @Override
    public Optional<StoredRelease> release(SkillId id, SkillVersion version) {
        return database.inTransaction("reading a release", connection -> find(connection, id, version));
    }

    @Override
    public List<Provided> provided(String namespace, String content, int most) {
        String sql = "select r.number, r.skill_id, r.version, r.sha256, c.clause from capabilities c"
                + " join releases r on r.number = c.release_number join listings l on l.release_number = r.number"
                + " where not l.yanked and l.revoked_reason is null and c.namespace = ?"
                + (content == null ? "" : " and c.content = ?") + " order by r.number desc limit ?";
        return database.inTransaction(
                "reading capabilities",
                connection -> content == null
                        ? Sql.query(connection, Rows::provided, sql, namespace, most)
                        : Sql.query(connection, Rows::provided, sql, namespace, Filing.shortened(content), most));
    }

    @Override
    public Filed file(StoredRelease release, List<CapabilityClause> capabilities, String formerKey) {
        SkillManifest manifest = release.manifest();
        synchronized (filing) {
            Filed filed = database.inTransaction("filing a release", connection -> {
                Optional<SkillLine> owner = owner(connection, manifest.id());
                if (owner.isPresent()
                        && !owner.get().keyId().equals(release.keyId())
                        && !owner.get().keyId().equals(formerKey)) {
                    return Filed.ID_BELONGS_TO_OTHER;
                }
                Optional<StoredRelease> there = find(connection, manifest.id(), manifest.version());
                if (there.isPresent()) {
                    return there.get().sha256().equals(release.sha256()) ? Filed.SAME : Filed.VERSION_EXISTS;
                }
                Filing.write(connection, release, capabilities, clock.instant());
                return Filed.NEW;
            });
            if (filed == Filed.NEW) {
                database.sync();
            }
            return filed;
        }
    }

    @Override
    public boolean yank(SkillId id, SkillVersion version, boolean yanked) {
        return marked(
                "yanking a release",
                id,
                "update listings set yanked = ? where release_number = ? and yanked <> ?",
                version,
                number -> new Object[] {yanked, number, yanked});
    }

    @Override
    public boolean revoke(SkillId id, SkillVersion version, Revoked revoked) {
        return marked(
                "revoking a release",
                id,
                "update listings set revoked_reason = ?, revoked_at = ? where release_number = ? and revoked_reason is null",
                version,
                number -> new Object[] {revoked.reason(), revoked.at().atOffset(ZoneOffset.UTC), number});
    }

    private boolean marked(String what, SkillId id, String sql, SkillVersion version, LongFunction<Object[]> values) {
        boolean changed = database.inTransaction(what, connection -> {
            StoredRelease release = find(connection, id, version).orElseThrow();
            if (Sql.update(connection, sql, values.apply(release.number())) == 0) {
                return false;
            }
            Filing.changed(connection, id);
            return true;
        });
        if (changed) {
            database.sync();
        }
        return changed;
    }

    @Override
    public List<SkillLine> skillsLookingLike(String skeleton) {
        return database.inTransaction(
                "reading skills",
                connection -> Sql.query(connection, Rows::skill, Rows.SKILL + "where skeleton = ?", skeleton));
    }

    @Override
    public boolean knows(String publisher, String keyId) {
        return database.inTransaction("reading publishers", connection -> !Sql.query(
                        connection,
                        row -> 1,
                        "select 1 from publishers where name = ? and key_id = ?",
                        publisher,
                        keyId)
                .isEmpty());
    }

    @Override
    public List<PublisherLine> publishersAsLongAs(String skeleton) {
        return database.inTransaction(
                "reading publishers",
                connection -> Sql.query(
                        connection,
                        row -> new PublisherLine(row.getString(1), row.getString(2)),
                        "select name, key_id from publishers where char_length(skeleton) between ? and ?",
                        skeleton.length() - 1,
                        skeleton.length() + 1));
    }

    @Override
    public List<StoredRelease> releasesBy(String keyId, long after, int most) {
        return database.inTransaction(
                "reading releases",
                connection -> Sql.query(
                        connection,
                        Rows::release,
                        Rows.RELEASE + "where r.key_id = ? and r.number > ? order by r.number limit ?",
                        keyId,
                        after,
                        most));
    }

    @Override
    public Optional<StoredRelease> latestBy(String keyId) {
        return database
                .inTransaction(
                        "reading a release",
                        connection -> Sql.query(
                                connection,
                                Rows::release,
                                Rows.RELEASE + "where r.key_id = ? order by r.number desc limit 1",
                                keyId))
                .stream()
                .findFirst();
    }

    @Override
    public long countDownload(SkillId id) {
        return database.inTransaction("counting a download", connection -> {
            Sql.update(connection, "update skills set downloads = downloads + 1 where id = ?", id.value());
            return owner(connection, id).map(SkillLine::downloads).orElse(0L);
        });
    }

    @Override
    public Totals totals() {
        return database.inTransaction("counting", connection -> Sql.query(
                        connection,
                        row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        "select (select count(*) from skills), (select count(*) from releases),"
                                + " (select coalesce(sum(downloads), 0) from skills), generation from hub")
                .get(0));
    }

    private static Optional<SkillLine> owner(Connection connection, SkillId id) throws SQLException {
        return Sql.query(connection, Rows::skill, Rows.SKILL + "where id = ?", id.value()).stream()
                .findFirst();
    }

    private static Optional<StoredRelease> find(Connection connection, SkillId id, SkillVersion version)
            throws SQLException {
        return Sql.query(
                        connection,
                        Rows::release,
                        Rows.RELEASE + "where r.skill_id = ? and r.version = ?",
                        id.value(),
                        version.toString())
                .stream()
                .findFirst();
    }

    private static Object texts(Collection<SkillId> ids) {
        return ids.stream().map(SkillId::value).toArray(String[]::new);
    }
}
