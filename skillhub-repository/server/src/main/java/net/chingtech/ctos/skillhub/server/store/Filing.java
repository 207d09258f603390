package net.chingtech.ctos.skillhub.server.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.skillhub.server.alike.Skeleton;

/** The rows that a new release becomes. */
final class Filing {

    private static final int LONGEST_CONTENT = 500;

    private Filing() {}

    static void write(Connection connection, StoredRelease release, List<CapabilityClause> capabilities, Instant now)
            throws SQLException {
        SkillId id = release.manifest().id();
        skill(connection, release, now.atOffset(ZoneOffset.UTC));
        Sql.update(
                connection,
                "merge into publishers key (name, key_id) values (?, ?, ?)",
                release.publisher(),
                release.keyId(),
                Skeleton.of(release.publisher()));
        byte[] envelope = release.envelope().write();
        long number = release(connection, release, envelope);
        listing(connection, release, envelope, number, now.truncatedTo(ChronoUnit.SECONDS));
        for (CapabilityClause capability : capabilities) {
            Sql.update(
                    connection,
                    "insert into capabilities (release_number, namespace, content, clause) values (?, ?, ?, ?)",
                    number,
                    capability.namespace(),
                    shortened(capability.content()),
                    capability.clause());
        }
        changed(connection, id);
    }

    private static void skill(Connection connection, StoredRelease release, OffsetDateTime now) throws SQLException {
        SkillId id = release.manifest().id();
        int known = Sql.update(
                connection,
                "update skills set updated_at = ?, publisher = ?, key_id = ? where id = ?",
                now,
                release.publisher(),
                release.keyId(),
                id.value());
        if (known == 0) {
            Sql.update(
                    connection,
                    "insert into skills (id, publisher, key_id, first_published_at, updated_at, place, skeleton)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    id.value(),
                    release.publisher(),
                    release.keyId(),
                    now,
                    now,
                    Place.of(id),
                    Skeleton.of(id.value()));
        }
    }

    private static long release(Connection connection, StoredRelease release, byte[] envelope) throws SQLException {
        SkillManifest manifest = release.manifest();
        return Sql.insert(
                connection,
                "insert into releases (skill_id, version, channel, published_at, sha256, size, security_fix,"
                        + " permissions, release_notes, publisher, tier, key_id, manifest, description, envelope)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                manifest.id().value(),
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
                envelope);
    }

    private static void listing(
            Connection connection, StoredRelease release, byte[] envelope, long number, Instant listedAt)
            throws SQLException {
        SkillManifest manifest = release.manifest();
        Sql.update(
                connection,
                "insert into listings (place, release_number, skill_id, version, channel, statement_sha256,"
                        + " statement_size, artifact_sha256, artifact_size, listed_at, security_fix, yanked)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)",
                Place.key(Place.of(manifest.id()), number),
                number,
                manifest.id().value(),
                manifest.version().toString(),
                manifest.channel().wire(),
                Digests.sha256Hex(envelope),
                envelope.length,
                release.sha256(),
                release.size(),
                listedAt.atOffset(ZoneOffset.UTC),
                manifest.securityFix());
    }

    /** Notes that what is said of a skill changed: lists and index have to follow. */
    static void changed(Connection connection, SkillId id) throws SQLException {
        Sql.update(connection, "insert into unlisted (place) values (?)", Place.of(id));
        indexChanged(connection);
    }

    /** Notes that what is searched for changed. */
    static void indexChanged(Connection connection) throws SQLException {
        Sql.update(connection, "update hub set generation = generation + 1");
    }

    static String shortened(String content) {
        return content.length() <= LONGEST_CONTENT ? content : content.substring(0, LONGEST_CONTENT);
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
