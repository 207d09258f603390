package net.chingtech.ctos.skillhub.server.store;

import java.nio.file.Path;
import java.time.Clock;

/** The embedded H2 database, one file under the hub's home, and what is kept in it. */
public final class H2Store implements AutoCloseable {

    private final H2Database database;
    private final Releases releases;
    private final Notices notices;
    private final Maps maps;
    private final Ratings ratings;
    private final SignedLists lists;

    private H2Store(H2Database database, Clock clock) {
        this.database = database;
        this.releases = new H2Releases(database, clock);
        this.notices = new H2Notices(database);
        this.maps = new H2Maps(database);
        this.ratings = new H2Ratings(database);
        this.lists = new H2SignedLists(database);
    }

    /**
     * Opens the database, or makes it; one of an older schema is brought up.
     *
     * @param file without the ending {@code .mv.db}
     * @throws StoreFailed when the file is broken, in use, or of a newer program
     */
    public static H2Store open(Path file, Clock clock) {
        return new H2Store(H2Database.open(file), clock);
    }

    public Releases releases() {
        return releases;
    }

    public Notices notices() {
        return notices;
    }

    public Maps maps() {
        return maps;
    }

    public Ratings ratings() {
        return ratings;
    }

    public SignedLists lists() {
        return lists;
    }

    @Override
    public void close() {
        database.close();
    }
}
