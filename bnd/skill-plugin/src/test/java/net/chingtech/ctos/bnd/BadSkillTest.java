package net.chingtech.ctos.bnd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadSkillTest {

    private static final String SCHEMA = "OSGI-INF/tools/shop_price.json";
    private static final String COMPONENT = "OSGI-INF/net.example.shop.PriceTool.xml";

    @Test
    void noManifest_saysWhereItBelongs() throws Exception {
        assertThat(errors(new SkillBuild().without("manifest.json")))
                .containsExactly("manifest.json: expected in src/main/resources, found nothing");
    }

    @Test
    void everyViolation_isALineWithItsJsonPath() throws Exception {
        String manifest = SkillBuild.MANIFEST
                .replace("1.4.0-beta.2", "1.4")
                .replace("db:read:sales", "db:raed:sales")
                .replace("^2.0.0", "two")
                .replace("\"license\": \"MIT\",", "");
        assertThat(errors(new SkillBuild().with("manifest.json", manifest)))
                .hasSize(4)
                .anySatisfy(e -> assertThat(e)
                        .startsWith("manifest.json $.version: expected a SemVer 2 version")
                        .endsWith("found 1.4"))
                .anySatisfy(e -> assertThat(e)
                        .startsWith(
                                "manifest.json $.permissions[0]: expected a known permission (did you mean db:read:sales?)")
                        .endsWith("found \"db:raed:sales\""))
                .anySatisfy(e -> assertThat(e)
                        .startsWith("manifest.json $.dependencies.net.example.stock: expected a SemVer range"))
                .anySatisfy(e -> assertThat(e)
                        .startsWith("manifest.json $.license: expected")
                        .endsWith("found nothing"));
    }

    @Test
    void brokenJson_saysTheLine() throws Exception {
        assertThat(errors(new SkillBuild().with("manifest.json", "{\n \"id\": }")))
                .singleElement()
                .asString()
                .startsWith("manifest.json $: expected valid JSON")
                .contains("line 2");
    }

    @Test
    void aMigrationThatIsNotThere_failsTheBuild() throws Exception {
        String manifest = SkillBuild.MANIFEST.replace(
                "\"icon\":",
                "\"migrations\": [{\"from\": \"<1.4.0\", \"script\": \"migrations/1.4.0.sql\"},"
                        + " {\"from\": \"<1.3.0\", \"service\": \"prises\"},"
                        + " {\"from\": \"<1.2.0\", \"service\": \"prices\"}], \"icon\":");
        assertThat(errors(new SkillBuild().with("manifest.json", manifest)))
                .containsExactly(
                        "manifest.json $.migrations[0].script: expected a file in the JAR,"
                                + " found none at migrations/1.4.0.sql",
                        "manifest.json $.migrations[1].service: expected the migration.name of a SkillMigration service"
                                + " of this skill [prices], found prises");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fragment-Host         | system.bundle
            Export-Package        | net.example.shop
            DynamicImport-Package | *
            Bundle-NativeCode     | lib/a.so;osname=Linux
            Bundle-Activator      | net.example.shop.PriceTool
            Multi-Release         | true
            SPI-Consumer          | *
            Premain-Class         | net.example.shop.PriceTool
            Require-Bundle        | org.apache.felix.scr
            """)
    void aHeaderThatNoSkillMayHave_failsTheBuild(String name, String value) throws Exception {
        SkillBuild build = new SkillBuild().header(name, value).with("lib/a.so", "");
        assertThat(errors(build))
                .anySatisfy(e -> assertThat(e).startsWith(name + ": expected this header not to be in a skill"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name="org.apache.felix.http"                                        | org.apache.felix.http
            name="net.example.shopping"                                         | net.example.shopping
            name="net.example.shop.A" configuration-pid="net.example.shop.A x"  | x
            name="a" configuration-pid="$"                                      | a
                                                                                | org.example.Thief
            """)
    void aComponentThatWouldGetAnothersConfiguration_failsTheBuild(String attributes, String asked) throws Exception {
        assertThat(errors(withComponent(attributes == null ? "" : attributes)))
                .singleElement()
                .asString()
                .startsWith("OSGI-INF/extra.xml component: expected a name or configuration-pid that begins with"
                        + " net.example.shop.")
                .endsWith("found " + asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name='net.example.shop.A'",
                "name='a' configuration-pid='net.example.shop'",
                "name='a' configuration-policy='ignore'"
            })
    void aComponentOfItsOwnName_orWithoutConfiguration_isTaken(String attributes) throws Exception {
        assertThat(errors(withComponent(attributes))).isEmpty();
    }

    private static SkillBuild withComponent(String attributes) throws Exception {
        return new SkillBuild()
                .header("Service-Component", "OSGI-INF/extra.xml")
                .with("OSGI-INF/extra.xml", """
                        <c:component xmlns:c="http://www.osgi.org/xmlns/scr/v1.3.0" %s>
                          <implementation class="org.example.Thief"/>
                        </c:component>
                        """.formatted(attributes));
    }

    @Test
    void anImportThatIsNotOfTheApi_failsTheBuild() throws Exception {
        assertThat(errors(new SkillBuild().header("Import-Package", "javax.sql,*")))
                .singleElement()
                .asString()
                .startsWith("Import-Package: expected only net.chingtech.ctos.skill")
                .endsWith("found javax.sql");
    }

    @Test
    void aCapabilityOfTheAuthorsOwn_failsTheBuild() throws Exception {
        assertThat(errors(new SkillBuild().header("Provide-Capability", "ctos.skill;ctos.skill=net.example.bank")))
                .singleElement()
                .asString()
                .startsWith("Provide-Capability: expected ctos.skill;ctos.skill=\"net.example.shop\"");
    }

    @ParameterizedTest
    @CsvSource({"META-INF/manifest.json", "META-INF/services/java.sql.Driver", "META-INF/versions/17/a.txt"})
    void anEntryThatNoSkillMayCarry_failsTheBuild(String path) throws Exception {
        assertThat(errors(new SkillBuild().with(path, "x")))
                .contains(path + ": expected not to be in a skill, found an entry");
    }

    @Test
    void whatTheManifestNamesAndNobodyWrote_failsTheBuild() throws Exception {
        String manifest = SkillBuild.MANIFEST
                .replace("[\"shop_price\"]", "[\"shop_sell\"]")
                .replace(
                        "{\"id\"",
                        "{\"screenshots\": [\"screenshots/1.svg\"],"
                                + "\"migrations\": [{\"from\": \"<1.0.0\", \"script\": \"m.sql\"}], \"banner\": \"b.svg\", \"id\"");
        assertThat(errors(new SkillBuild().with("manifest.json", manifest).without("icon.svg")))
                .containsExactlyInAnyOrder(
                        "manifest.json $.icon: expected a file in the JAR, found none at icon.svg",
                        "manifest.json $.banner: expected a file in the JAR, found none at b.svg",
                        "manifest.json $.screenshots[0]: expected a file in the JAR, found none at screenshots/1.svg",
                        "manifest.json $.migrations[0].script: expected a file in the JAR, found none at m.sql",
                        "manifest.json $.exports[0]: expected a tool of this skill [shop_price], found shop_sell");
    }

    @Test
    void aToolWithoutItsSchema_failsTheBuild() throws Exception {
        assertThat(errors(new SkillBuild().without(SCHEMA)))
                .contains(SCHEMA + ": expected a JSON Schema, or the path of one in the JAR, found nothing");
    }

    @Test
    void aSchemaOfAnotherDialectOrOfNoObject_failsTheBuild() throws Exception {
        String draft7 = "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"string\"}";
        assertThat(errors(new SkillBuild().with(SCHEMA, draft7)))
                .containsExactlyInAnyOrder(
                        SCHEMA + " $.type: expected \"object\", found \"string\"",
                        SCHEMA + " $.$schema: expected https://json-schema.org/draft/2020-12/schema, found"
                                + " \"http://json-schema.org/draft-07/schema#\"");
    }

    @Test
    void aComponentOfAnAuthorWhoForgotTheName_isNamedByItsPath() throws Exception {
        String nameless = """
                <component xmlns="http://www.osgi.org/xmlns/scr/v1.3.0" name="a">
                  <property name="tool.input_schema" value="OSGI-INF/tools/shop_price.json"/>
                  <implementation class="net.example.shop.PriceTool"/>
                  <service><provide interface="net.chingtech.ctos.skill.SkillTool"/></service>
                </component>""";
        SkillBuild build = new SkillBuild()
                .header("-dsannotations", "!*")
                .header("Service-Component", COMPONENT)
                .with(COMPONENT, nameless);
        assertThat(errors(build)).contains(COMPONENT + " tool.name: expected 1 to 64 of a-z, 0-9 and _, found nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            net.example.shop | Integer | seven | OSGI-INF/metatype/shop.xml:2: expected a default
            org.example.bank | Integer | 7     | OSGI-INF/metatype: expected PIDs that are net.example.shop
            """)
    void settingsThatNoContainerReads_failTheBuild(String pid, String type, String value, String error)
            throws Exception {
        assertThat(errors(new SkillBuild().with("OSGI-INF/metatype/shop.xml", metatype(pid, type, value))))
                .singleElement()
                .asString()
                .startsWith(error);
    }

    @Test
    void settingsThatAContainerReads_areTaken() throws Exception {
        assertThat(errors(new SkillBuild()
                        .with("OSGI-INF/metatype/shop.xml", metatype("net.example.shop.Prices", "Integer", "7"))))
                .isEmpty();
    }

    private static String metatype(String pid, String type, String value) {
        return """
                <m:MetaData xmlns:m="http://www.osgi.org/xmlns/metatype/v1.4.0"><OCD id="o">
                  <AD id="a" type="%s" default="%s"/></OCD>
                  <Designate pid="%s"><Object ocdref="o"/></Designate></m:MetaData>
                """.formatted(type, value, pid);
    }

    private static List<String> errors(SkillBuild build) throws Exception {
        try (build) {
            return List.copyOf(build.run().errors());
        }
    }
}
