package net.chingtech.ctos.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.sign.TestSkill;
import test.crash.CrashHealth;
import test.crash.CrashMigration;
import test.crash.CrashTool;
import test.crash.LightTool;
import test.crash.Mood;

/**
 * A skill whose releases 1.0.0, 1.1.0, 1.2.0 … bring what it has from one form to the next: rows and definitions by a script
 * for each, files and a setting by a service.
 *
 * @param name the last part of its id, and the first of its tool's name
 * @param hasData whether it keeps anything
 * @param sideBySide whether two of its versions may run at once
 * @param needs the name of another one, whose very version it needs; or null
 */
record CrashSkill(String name, boolean hasData, boolean sideBySide, String needs) {

    private static final String COMPONENT =
            "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"%s\" immediate=\"true\"%s>%s"
                    + "<service><provide interface=\"%s\"/></service>%s<implementation class=\"%s\"/></scr:component>";

    /** A start and a health check have so long, also on a slow machine; one that is to hang has the usual time. */
    private static final int PATIENT_MS = 30_000;

    private static final String METATYPE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.3.0">
              <OCD id="%1$s" name="Crash">
                <AD id="limit" name="Limit" type="Integer" required="false"/>
                <AD id="secret" name="Secret" type="Password" required="false"/>
              </OCD>
              <Designate pid="%1$s"><Object ocdref="%1$s"/></Designate>
            </metatype:MetaData>
            """;

    String id() {
        return "test.crash." + name;
    }

    /** Under which its settings are set. */
    String pid() {
        return id() + ".settings";
    }

    String tool() {
        return name + "_do";
    }

    static String version(int form) {
        return "1." + form + ".0";
    }

    /** The release of a form; a good one. */
    TestSkill release(int form) {
        return release(version(form), form, Map.of());
    }

    /**
     * A release that cannot be lived with.
     *
     * @param moods by the moment of its life, what goes wrong then: {@code start}, {@code migration}, {@code health},
     *     {@code script}
     */
    TestSkill bad(int form, int number, Map<String, String> moods) {
        return release("1." + form + "." + number, form, moods);
    }

    private TestSkill release(String version, int form, Map<String, String> moods) {
        TestSkill skill = TestSkill.of(id(), version)
                .json("name", "Crash " + name)
                .json("side_by_side", sideBySide)
                .header(
                        "Import-Package",
                        "net.chingtech.ctos.skill;version=\"[1.0,2)\",org.apache.felix.hc.api;version=\"[2.0,3)\"")
                .header("Service-Component", "OSGI-INF/tool.xml,OSGI-INF/health.xml")
                .file("OSGI-INF/tool.xml", toolXml())
                .file(
                        "OSGI-INF/health.xml",
                        component(
                                id() + ".health",
                                "",
                                property("hc.name", "Crash"),
                                "org.apache.felix.hc.api.HealthCheck",
                                "",
                                CrashHealth.class));
        for (Class<?> type :
                List.of(CrashTool.class, LightTool.class, Mood.class, CrashMigration.class, CrashHealth.class)) {
            skill.file(type.getName().replace('.', '/') + ".class", bytes(type));
        }
        if (!moods.containsKey("start")) {
            skill.json("health", Map.of("timeout_ms", PATIENT_MS));
        }
        moods.forEach((moment, word) -> skill.file("mood-" + moment + ".txt", word));
        if (needs != null) {
            skill.json("dependencies", Map.of("test.crash." + needs, "=" + version(form)));
            skill.headerToo("Require-Capability", requirement(form));
        }
        return hasData ? withData(skill, form, moods) : skill;
    }

    private String toolXml() {
        String context = reference("net.chingtech.ctos.skill.SkillContext", 0);
        return component(
                id() + ".tool",
                " init=\"" + (hasData ? 3 : 1) + "\" configuration-pid=\"" + pid()
                        + "\" configuration-policy=\"optional\"",
                property("tool.name", tool())
                        + property("tool.description", "Keeps entries and tells all that it has.")
                        + property("tool.input_schema", "{&quot;type&quot;:&quot;object&quot;}"),
                "net.chingtech.ctos.skill.SkillTool",
                hasData ? context + reference("net.chingtech.ctos.skill.Data", 1) : context,
                hasData ? CrashTool.class : LightTool.class);
    }

    private static String reference(String service, int parameter) {
        return "<reference name=\"r" + parameter + "\" interface=\"" + service + "\" parameter=\"" + parameter + "\"/>";
    }

    private TestSkill withData(TestSkill skill, int form, Map<String, String> moods) {
        List<Map<String, Object>> migrations = new ArrayList<>();
        for (int step = 0; step <= form; step++) {
            String script = "migrations/" + step + ".sql";
            migrations.add(new TreeMap<>(Map.of("from", "<" + version(step), "script", script)));
            skill.file(script, sql(step));
        }
        if (moods.containsKey("script")) {
            skill.file("migrations/bad.sql", "UPDATE ENTRIES SET FORM = -1; DROP TABLE FORMS; " + moods.get("script"));
            migrations.add(new TreeMap<>(Map.of("from", "<" + version(form + 1), "script", "migrations/bad.sql")));
        }
        migrations.add(new TreeMap<>(Map.of("from", "<" + version(form + 1), "service", "files")));
        return skill.json("permissions", List.of("db:own"))
                .json("migrations", migrations)
                .header("Service-Component", "OSGI-INF/tool.xml,OSGI-INF/health.xml,OSGI-INF/migration.xml")
                .file("OSGI-INF/metatype/settings.xml", METATYPE.formatted(pid()))
                .file("mood-settings.txt", pid())
                .file(
                        "OSGI-INF/migration.xml",
                        component(
                                id() + ".migration",
                                "",
                                property("migration.name", "files"),
                                "net.chingtech.ctos.skill.SkillMigration",
                                "",
                                CrashMigration.class));
    }

    private static String sql(int step) {
        return (step == 0
                        ? "CREATE TABLE ENTRIES(ENTRY VARCHAR(40) PRIMARY KEY, TEXT VARCHAR(200), FORM INT);"
                                + " CREATE TABLE FORMS(FORM INT PRIMARY KEY);"
                        : "DROP TABLE MARK" + (step - 1) + ";")
                + " CREATE TABLE MARK" + step + "(V INT); UPDATE ENTRIES SET FORM = " + step + ";"
                + " INSERT INTO FORMS VALUES (" + step + ");";
    }

    private String requirement(int form) {
        try {
            return SkillHeaders.requirement(
                    new SkillId("test.crash." + needs), VersionRange.parse("=" + version(form)));
        } catch (FormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String component(
            String name, String attributes, String properties, String service, String references, Class<?> type) {
        return COMPONENT.formatted(name, attributes, properties, service, references, type.getName());
    }

    private static String property(String name, String value) {
        return "<property name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
