package net.chingtech.ctos.skillhub.server.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.listing.Revoked;

/** How rows become records. */
final class Rows {

    static final String SKILL =
            "select id, publisher, key_id, first_published_at, updated_at, downloads, stars, ratings from skills ";
    static final String LINE = "select r.number, r.skill_id, r.version, r.channel, r.published_at, r.security_fix,"
            + " r.permissions, r.release_notes, l.yanked, l.revoked_reason, l.revoked_at"
            + " from releases r join listings l on l.release_number = r.number ";
    static final String RELEASE =
            "select r.number, r.manifest, r.envelope, r.sha256, r.size, r.published_at, r.publisher, r.tier, r.key_id,"
                    + " r.description, l.listed_at, l.yanked, l.revoked_reason, l.revoked_at"
                    + " from releases r join listings l on l.release_number = r.number ";

    private static final TypeReference<List<SkillPermission>> PERMISSIONS = new TypeReference<>() {};

    private Rows() {}

    static SkillLine skill(ResultSet row) throws SQLException {
        return new SkillLine(
                new SkillId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                instant(row, 4),
                instant(row, 5),
                row.getLong(6),
                SkillCard.Rating.of(row.getLong(7), row.getInt(8)));
    }

    static ReleaseLine line(ResultSet row) throws SQLException {
        try {
            return new ReleaseLine(
                    row.getLong(1),
                    new SkillId(row.getString(2)),
                    SkillVersion.of(row.getString(3)),
                    Channel.parse(row.getString(4)),
                    instant(row, 5),
                    row.getBoolean(6),
                    Json.mapper().readValue(row.getString(7), PERMISSIONS),
                    row.getString(8),
                    row.getBoolean(9),
                    revoked(row, 10));
        } catch (FormatException | IOException e) {
            throw new StoreFailed("a row of releases cannot be read", e);
        }
    }

    static StoredRelease release(ResultSet row) throws SQLException {
        try {
            return new StoredRelease(
                    row.getLong(1),
                    Json.read(row.getString(2).getBytes(StandardCharsets.UTF_8), SkillManifest.class),
                    Envelope.read(row.getBytes(3)),
                    row.getString(4),
                    row.getLong(5),
                    instant(row, 6),
                    row.getString(7),
                    Tier.parse(row.getString(8)),
                    row.getString(9),
                    row.getString(10),
                    instant(row, 11),
                    row.getBoolean(12),
                    revoked(row, 13));
        } catch (FormatException e) {
            throw new StoreFailed("a row of releases cannot be read", e);
        }
    }

    static Provided provided(ResultSet row) throws SQLException {
        return new Provided(
                row.getLong(1),
                new SkillId(row.getString(2)),
                SkillVersion.of(row.getString(3)),
                row.getString(4),
                row.getString(5));
    }

    /** A reason, and in the next column when; neither for a release that was not revoked. */
    static Revoked revoked(ResultSet row, int column) throws SQLException {
        String reason = row.getString(column);
        return reason == null ? null : new Revoked(reason, instant(row, column + 1));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
