package net.chingtech.ctos.skillhub.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;

/** Ratings in the embedded database. */
final class H2Ratings implements Ratings {

    private final H2Database database;

    H2Ratings(H2Database database) {
        this.database = database;
    }

    @Override
    public boolean knows(String rater) {
        return database.inTransaction("reading ratings", connection -> !Sql.query(
                        connection, row -> 1, "select 1 from ratings where rater = ? limit 1", rater)
                .isEmpty());
    }

    @Override
    public boolean keep(SkillId id, String rater, int stars, Instant at) {
        return change(id, rater, (connection, before) -> {
            if (before.isPresent() && before.get() == stars) {
                return false;
            }
            Sql.update(
                    connection,
                    "merge into ratings key (skill_id, rater) values (?, ?, ?, ?)",
                    id.value(),
                    rater,
                    stars,
                    at.atOffset(ZoneOffset.UTC));
            add(connection, id, stars - before.orElse(0), before.isPresent() ? 0 : 1);
            return true;
        });
    }

    @Override
    public boolean remove(SkillId id, String rater) {
        return change(id, rater, (connection, before) -> {
            if (before.isEmpty()) {
                return false;
            }
            Sql.update(connection, "delete from ratings where skill_id = ? and rater = ?", id.value(), rater);
            add(connection, id, -before.get(), -1);
            return true;
        });
    }

    private interface Change {
        boolean make(Connection connection, Optional<Integer> before) throws SQLException;
    }

    private boolean change(SkillId id, String rater, Change change) {
        boolean changed = database.inTransaction("keeping a rating", connection -> {
            // Sum and number of a skill's ratings are changed by one at a time.
            Sql.query(connection, row -> 1, "select 1 from skills where id = ? for update", id.value());
            Optional<Integer> before = Sql.query(
                            connection,
                            row -> row.getInt(1),
                            "select stars from ratings where skill_id = ? and rater = ?",
                            id.value(),
                            rater)
                    .stream()
                    .findFirst();
            return change.make(connection, before);
        });
        if (changed) {
            database.sync();
        }
        return changed;
    }

    /** The index has to follow; the signed lists say nothing of ratings. */
    private static void add(Connection connection, SkillId id, int stars, int ratings) throws SQLException {
        Sql.update(
                connection,
                "update skills set stars = stars + ?, ratings = ratings + ? where id = ?",
                stars,
                ratings,
                id.value());
        Filing.indexChanged(connection);
    }
}
