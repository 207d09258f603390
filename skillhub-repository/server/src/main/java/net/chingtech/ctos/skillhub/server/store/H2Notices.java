package net.chingtech.ctos.skillhub.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.notice.Notice;

/** Notices in the embedded database. */
final class H2Notices implements Notices {

    private static final String ENVELOPE = "select envelope from notices ";

    private final H2Database database;

    H2Notices(H2Database database) {
        this.database = database;
    }

    @Override
    public List<Envelope> all() {
        return database.inTransaction(
                "reading notices",
                connection -> Sql.query(connection, H2Notices::envelope, ENVELOPE + "order by number"));
    }

    @Override
    public List<Envelope> about(String publisher, String keyId) {
        return database.inTransaction(
                "reading notices",
                connection -> Sql.query(
                        connection,
                        H2Notices::envelope,
                        ENVELOPE + "where publisher = ? or key_id = ? order by number",
                        publisher,
                        keyId));
    }

    @Override
    public boolean keep(Envelope envelope, Notice notice) {
        byte[] bytes = envelope.write();
        String sha256 = Digests.sha256Hex(bytes);
        boolean isNew = database.inTransaction("keeping a notice", connection -> {
            if (!Sql.query(connection, row -> 1, "select 1 from notices where sha256 = ?", sha256)
                    .isEmpty()) {
                return false;
            }
            Sql.update(
                    connection,
                    "insert into notices (sha256, publisher, key_id, envelope) values (?, ?, ?, ?)",
                    sha256,
                    notice.publisher(),
                    notice.keyId(),
                    bytes);
            Sql.update(connection, "insert into unlisted (place) values (null)");
            return true;
        });
        if (isNew) {
            database.sync();
        }
        return isNew;
    }

    private static Envelope envelope(ResultSet row) throws SQLException {
        try {
            return Envelope.read(row.getBytes(1));
        } catch (FormatException e) {
            throw new StoreFailed("a kept notice cannot be read", e);
        }
    }
}
