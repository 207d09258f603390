package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.skill.ToolException;

/**
 * One script of a release, as its statements.
 *
 * @param name its path in the artifact
 * @param digest of its bytes
 */
record MigrationScript(String name, String digest, List<String> statements) {

    private static final int LONGEST = 1024 * 1024;
    private static final int MOST_STATEMENTS = 1_000;
    private static final Set<String> DEFINITIONS = Set.of(
            "CREATE TABLE",
            "CREATE INDEX",
            "CREATE UNIQUE",
            "CREATE SEQUENCE",
            "ALTER TABLE",
            "DROP TABLE",
            "DROP INDEX",
            "DROP SEQUENCE",
            "COMMENT ON");
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    /** Scripts of a release, in this order. */
    static List<MigrationScript> of(StagedSkill skill, List<String> names) throws IOException, ToolException {
        List<MigrationScript> scripts = new ArrayList<>();
        if (names.isEmpty()) {
            return scripts;
        }
        try (ZipFile artifact = new ZipFile(skill.artifact().toFile())) {
            for (String name : names) {
                scripts.add(read(artifact, name));
            }
        }
        return scripts;
    }

    private static MigrationScript read(ZipFile artifact, String name) throws IOException, ToolException {
        ZipEntry entry = artifact.getEntry(name);
        if (entry == null) {
            throw DataErrors.refused(name + " is not in the artifact.");
        }
        try (InputStream in = artifact.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw DataErrors.refused(name + " is longer than 1 MiB.");
            }
            return of(name, bytes);
        }
    }

    static MigrationScript of(String name, byte[] bytes) throws ToolException {
        List<String> statements = split(new String(bytes, StandardCharsets.UTF_8));
        if (statements.size() > MOST_STATEMENTS) {
            throw DataErrors.refused(name + " holds more than " + MOST_STATEMENTS + " statements.");
        }
        return new MigrationScript(name, Digests.sha256Hex(bytes), statements);
    }

    /**
     * Finds what no script may do, before anything is done.
     *
     * @throws ToolException {@code data_refused} or {@code data_too_much}
     */
    void check() throws ToolException {
        for (String statement : statements) {
            String[] words = statement.split("\\s+", 3);
            String first = words[0].toUpperCase(Locale.ENGLISH);
            if (CHANGES.contains(first)) {
                SqlRules.check(statement);
            } else if (words.length > 1 && DEFINITIONS.contains(first + " " + words[1].toUpperCase(Locale.ENGLISH))) {
                SqlRules.checkDefinition(statement);
            } else {
                throw DataErrors.refused("A script defines tables, indexes and sequences, and changes rows; not \""
                        + statement.substring(0, Math.min(40, statement.length())) + "\".");
            }
        }
    }

    /** At semicolons outside of texts and quoted names; comments are left out. */
    static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        int at = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '\'' || c == '"') {
                int end = script.indexOf(c, at + 1);
                end = end < 0 ? script.length() : end + 1;
                statement.append(script, at, end);
                at = end;
            } else if (script.startsWith("--", at)) {
                int end = script.indexOf('\n', at);
                at = end < 0 ? script.length() : end;
            } else if (script.startsWith("/*", at)) {
                int end = script.indexOf("*/", at + 2);
                // One that does not end is left as it is, and refused with its statement.
                statement.append(end < 0 ? script.substring(at) : " ");
                at = end < 0 ? script.length() : end + 2;
            } else {
                if (c == ';') {
                    add(statements, statement);
                } else {
                    statement.append(c);
                }
                at++;
            }
        }
        add(statements, statement);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder statement) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
    }
}
