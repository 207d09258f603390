package net.chingtech.ctos.skillhub.server.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;

/** Releases in an embedded H2 database: one file under the hub's home. */
public final class H2Releases implements Releases {

    private static final int LONGEST_CONTENT = 500;

    private final H2Database database;
    private final Clock clock;
    /** Filing is one at a time, so that what was checked still holds when it is written. */
    private final Object filing = new Object();

    private H2Releases(H2Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Opens the database, or makes it.
     *
     * @param file without the ending {@code .mv.db}
     * @throws StoreFailed when the file is broken, in use, or of a newer program
     */
    public static H2Releases open(Path file, Clock clock) {
        return new H2Releases(H2Database.open(file), clock);
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
                connection -> Sql.query(connection, Rows::line, Rows.LINE + "where skill_id = any(?)", texts(ids)));
    }

    @Override
    public List<StoredRelease> releases(Collection<Long> numbers) {
        return database.inTransaction(
                "reading releases",
                connection -> Sql.query(connection, Rows::release, Rows.RELEASE + "where number = any(?)", (Object)
                        numbers.toArray(Long[]::new)));
    }

    @Override
    public Optional<StoredRelease> release(SkillId id, SkillVersion version) {
        return database.inTransaction("reading a release", connection -> find(connection, id, version));
    }

    @Override
    public List<Provided> provided(String namespace, String content, int most) {
        String sql = "select r.number, r.skill_id, r.version, r.sha256, c.clause from capabilities c"
                + " join releases r on r.number = c.release_number where c.namespace = ?"
                + (content == null ? "" : " and c.content = ?") + " order by r.number desc limit ?";
        return database.inTransaction(
                "reading capabilities",
                connection -> content == null
                        ? Sql.query(connection, Rows::provided, sql, namespace, most)
                        : Sql.query(connection, Rows::provided, sql, namespace, shortened(content), most));
    }

    @Override
    public Filed file(StoredRelease release, List<CapabilityClause> capabilities) {
        SkillManifest manifest = release.manifest();
        synchronized (filing) {
            Filed filed = database.inTransaction("filing a release", connection -> {
                Optional<SkillLine> owner = owner(connection, manifest.id());
                if (owner.isPresent() && !owner.get().keyId().equals(release.keyId())) {
                    return Filed.ID_BELONGS_TO_OTHER;
                }
                Optional<StoredRelease> there = find(connection, manifest.id(), manifest.version());
                if (there.isPresent()) {
                    return there.get().sha256().equals(release.sha256()) ? Filed.SAME : Filed.VERSION_EXISTS;
                }
                write(connection, release, capabilities, owner.isEmpty());
                return Filed.NEW;
            });
            if (filed == Filed.NEW) {
                database.sync();
            }
            return filed;
        }
    }

    private void write(
            Connection connection, StoredRelease release, List<CapabilityClause> capabilities, boolean newSkill)
            throws SQLException {
        SkillManifest manifest = release.manifest();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        String id = manifest.id().value();
        if (newSkill) {
            Sql.update(
                    connection,
                    "insert into skills (id, publisher, key_id, first_published_at, updated_at) values (?, ?, ?, ?, ?)",
                    id,
                    release.publisher(),
                    release.keyId(),
                    now,
                    now);
        } else {
            Sql.update(connection, "update skills set updated_at = ? where id = ?", now, id);
        }
        long number = Sql.insert(
                connection,
                "insert into releases (skill_id, version, channel, published_at, sha256, size, security_fix,"
                        + " permissions, release_notes, publisher, tier, key_id, manifest, description, envelope)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                manifest.version().toString(),
                manifest.channel().wire(),
                release.publishedAt().atOffset(ZoneOffset.UTC),
                release.sha256(),
                release.size(),
                manifest.securityFix(),
                json(manifest.permissions()),
                manifest.releaseNotes(),
                release.publisher(),
                release.tier().wire(),
                release.keyId(),
                json(manifest),
                release.description(),
                release.envelope().write());
        for (CapabilityClause capability : capabilities) {
            Sql.update(
                    connection,
                    "insert into capabilities (release_number, namespace, content, clause) values (?, ?, ?, ?)",
                    number,
                    capability.namespace(),
                    shortened(capability.content()),
                    capability.clause());
        }
        Sql.update(connection, "update hub set generation = generation + 1");
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

    @Override
    public void close() {
        database.close();
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
                        Rows.RELEASE + "where skill_id = ? and version = ?",
                        id.value(),
                        version.toString())
                .stream()
                .findFirst();
    }

    private static Object texts(Collection<SkillId> ids) {
        return ids.stream().map(SkillId::value).toArray(String[]::new);
    }

    private static String shortened(String content) {
        return content.length() <= LONGEST_CONTENT ? content : content.substring(0, LONGEST_CONTENT);
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
