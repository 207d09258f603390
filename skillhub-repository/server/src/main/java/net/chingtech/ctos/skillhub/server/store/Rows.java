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

/** How rows become records. */
final class Rows {

    static final String SKILL = "select id, publisher, key_id, first_published_at, updated_at, downloads from skills ";
    static final String LINE = "select number, skill_id, version, channel, published_at, security_fix, permissions,"
            + " release_notes from releases ";
    static final String RELEASE =
            "select number, manifest, envelope, sha256, size, published_at, publisher, tier, key_id,"
                    + " description from releases ";

    private static final TypeReference<List<SkillPermission>> PERMISSIONS = new TypeReference<>() {};

    private Rows() {}

    static SkillLine skill(ResultSet row) throws SQLException {
        return new SkillLine(
                new SkillId(row.getString(1)),
                row.getString(2),
                row.getString(3),
                instant(row, 4),
                instant(row, 5),
                row.getLong(6));
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
                    row.getString(8));
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
                    row.getString(10));
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

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
