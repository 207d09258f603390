package net.chingtech.ctos.skillhub.server.store;

import java.util.Optional;

/** The map in the embedded database. */
final class H2Maps implements Maps {

    private final H2Database database;

    H2Maps(H2Database database) {
        this.database = database;
    }

    @Override
    public Optional<Kept> last() {
        return database
                .inTransaction(
                        "reading the map",
                        connection -> Sql.query(
                                connection,
                                row -> new Kept(row.getInt(1), row.getBytes(2)),
                                "select version, content from skill_map"))
                .stream()
                .findFirst();
    }

    @Override
    public void keep(Kept map) {
        database.inTransaction("keeping the map", connection -> {
            Sql.update(connection, "delete from skill_map");
            Sql.update(
                    connection, "insert into skill_map (version, content) values (?, ?)", map.version(), map.content());
            return Sql.update(connection, "insert into unlisted (place) values (null)");
        });
        database.sync();
    }
}
