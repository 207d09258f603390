package net.chingtech.ctos.gateways.internal.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;
import org.h2.util.ScriptReader;

/**
 * A skill's own tables, written out: {@code tables.sql} with definitions and rows, then {@code tables.json} with the scripts
 * that ran and the digest of the other file. Without the second, or when they do not fit, there is no dump.
 */
record TableDump(int format, boolean tables, String sha256, List<Ran> scripts) {

    private static final int FORMAT = 1;
    private static final String SCRIPT = "tables.sql";
    private static final String CONTENTS = "tables.json";

    /**
     * The database writes out all its users, roles and rights with any schema: those are of another time and not the
     * skill's.
     */
    private static final Pattern NOT_THE_SKILLS =
            Pattern.compile("(CREATE (USER|ROLE|SCHEMA)|GRANT|REVOKE|SET)\\s.*", Pattern.DOTALL);

    /** One script that ran. */
    record Ran(String script, String digest, Instant applied) {}

    /** Writes it as of one moment, also while the skill changes its rows. */
    static TableDump write(Connection owner, OwnSchema schema, Path folder) throws SQLException, IOException {
        owner.setAutoCommit(false);
        TableDump dump;
        try (Statement statement = owner.createStatement()) {
            // The first statement fixes the moment for all that follow.
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
            List<Ran> scripts = ran(statement, schema);
            boolean exist = schema.exists(statement);
            String sha256 = "";
            if (exist) {
                Path script = folder.resolve(SCRIPT);
                statement.execute("SCRIPT COLUMNS NOPASSWORDS NOSETTINGS TO '"
                        + script.toString().replace("'", "''") + "' CHARSET 'UTF-8' SCHEMA " + schema.name());
                force(script);
                sha256 = digest(script);
            }
            dump = new TableDump(FORMAT, exist, sha256, scripts);
        } finally {
            owner.rollback();
        }
        WholeFile.write(folder.resolve(CONTENTS), Json.write(dump));
        return dump;
    }

    private static List<Ran> ran(Statement statement, OwnSchema schema) throws SQLException {
        List<Ran> ran = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT SCRIPT, DIGEST, APPLIED FROM CTOS.MIGRATIONS"
                + " WHERE OWN_SCHEMA = '" + schema.name() + "' ORDER BY APPLIED, SCRIPT")) {
            while (rows.next()) {
                ran.add(new Ran(rows.getString(1), rows.getString(2), rows.getObject(3, Instant.class)));
            }
        }
        return ran;
    }

    /** @throws IOException when there is none, or it is not what was written */
    static TableDump read(Path folder) throws IOException {
        try {
            TableDump dump = Json.read(Files.readAllBytes(folder.resolve(CONTENTS)), TableDump.class);
            if (dump.format != FORMAT) {
                throw new IOException(folder + " holds tables in the format " + dump.format + ", not " + FORMAT);
            }
            if (dump.tables && !dump.sha256.equals(digest(folder.resolve(SCRIPT)))) {
                throw new IOException(folder.resolve(SCRIPT) + " is damaged: it is not what was written");
            }
            return dump;
        } catch (FormatException e) {
            throw new IOException(folder.resolve(CONTENTS) + " is damaged", e);
        }
    }

    /** Makes the tables in their schema, which is empty; then says which scripts ran. */
    void carryOut(Connection owner, OwnSchema schema, Path folder) throws SQLException, IOException {
        Pattern foreignComment =
                Pattern.compile("COMMENT ON (?![A-Z ]+ \"" + schema.name() + "\"\\.).*", Pattern.DOTALL);
        try (BufferedReader file = Files.newBufferedReader(folder.resolve(SCRIPT), StandardCharsets.UTF_8);
                Statement statement = owner.createStatement()) {
            ScriptReader statements = new ScriptReader(file);
            statements.setSkipRemarks(true);
            for (String sql = statements.readStatement(); sql != null; sql = statements.readStatement()) {
                String text = sql.strip();
                if (!text.isEmpty()
                        && !NOT_THE_SKILLS.matcher(text).matches()
                        && !foreignComment.matcher(text).matches()) {
                    statement.execute(text);
                }
            }
        }
        try (PreparedStatement insert = owner.prepareStatement("INSERT INTO CTOS.MIGRATIONS VALUES (?, ?, ?, ?)")) {
            for (Ran ran : scripts) {
                insert.setString(1, schema.name());
                insert.setString(2, ran.script());
                insert.setString(3, ran.digest());
                insert.setObject(4, ran.applied());
                insert.executeUpdate();
            }
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = new byte[64 * 1024];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                digest.update(bytes, 0, read);
            }
        }
        return Digests.hex(digest.digest());
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
