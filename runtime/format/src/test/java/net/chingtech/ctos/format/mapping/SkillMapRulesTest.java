package net.chingtech.ctos.format.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillMapRulesTest {

    private static final String GOOD = """
            {"version": 3, "updated_at": "2026-03-01T10:00:00Z", "mappings": [
              {"from": "clawhub.acme.invoice-tools", "from_versions": "<2.0.0", "to": "net.example.invoices",
               "to_versions": "^1.2.0",
               "configuration": [{"env": "INVOICE_KEY", "to_env": "API_KEY"},
                                 {"env": "INVOICE_URL", "to_setting": "net.example.invoices#url"}],
               "data": [{"from": ".", "to": "old"}, {"from": "cache/a.json", "to": "cache.json"}]},
              {"from": "clawhub.acme.invoice-tools", "from_versions": ">=2.0.0", "to": "net.example.invoices"}
            ]}""";

    @Test
    void goodMap_isReadWhole() throws Exception {
        SkillMap map = SkillMapRules.read(bytes(GOOD));

        assertThat(map.version()).isEqualTo(3);
        SkillMap.Mapping old = map.of(new SkillId("clawhub.acme.invoice-tools"), SkillVersion.of("1.0.0"))
                .orElseThrow();
        assertThat(old.to()).isEqualTo(new SkillId("net.example.invoices"));
        assertThat(old.configuration()).hasSize(2);
        assertThat(old.data().get(1).to()).isEqualTo("cache.json");
        assertThat(map.mappings().get(1).toVersions()).isEqualTo(VersionRange.ANY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": 3 | \"version\": 0 | $.version",
                "\"version\": 3 | \"version\": \"3\" | $.version",
                "\"version\": 3, |  | $.version",
                "2026-03-01T10:00:00Z | yesterday | $.updated_at",
                "\"from\": \"clawhub.acme.invoice-tools\", \"from_versions\": \"<2 | \"from\": \"acme.tools\", \"from_versions\": \"<2 | $.mappings[0].from",
                "\"to\": \"net.example.invoices\", | \"to\": \"clawhub.acme.other\", | $.mappings[0].to",
                "\"to\": \"net.example.invoices\", | \"to\": \"Invoices\", | $.mappings[0].to",
                "\"^1.2.0\" | \"newest\" | $.mappings[0].to_versions",
                "\"to_versions\" | \"to_version\" | $.mappings[0]",
                "INVOICE_KEY | invoice key | $.mappings[0].configuration[0].env",
                "\"to_env\": \"API_KEY\" | \"to_env\": null | $.mappings[0].configuration[0]",
                "\"to_env\": \"API_KEY\" | \"to_env\": \"API_KEY\", \"to_setting\": \"x\" | $.mappings[0].configuration[0]",
                "net.example.invoices#url | a#b#c | $.mappings[0].configuration[1].to_setting",
                "\"to\": \"cache.json\" | \"to\": \"old\" | $.mappings[0].data[1].to",
                "\">=2.0.0\" | \">=1.9.0\" | $.mappings[1].from_versions",
                "\"from_versions\": \">=2.0.0\", |  | $.mappings[1].from_versions"
            })
    void wrongPlace_isNamed(String good, String wrong, String path) {
        FormatException refused = refused(GOOD.replace(good, wrong == null ? "" : wrong));

        assertThat(refused.code()).isEqualTo("map_invalid");
        assertThat(refused.violations().get(0).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "..", "a/../b", "a/./b", "./a", "a//b", "a/", "", " ", "a\\\\b", "C:a", "a\\u0000"})
    void pathOutOfTheDataFolder_isRefused(String path) {
        assertThat(refused(GOOD.replace("cache/a.json", path))
                        .violations()
                        .get(0)
                        .path())
                .isEqualTo("$.mappings[0].data[1].from");
        assertThat(refused(GOOD.replace("\"to\": \"old\"", "\"to\": \"" + path + "\""))
                        .violations()
                        .get(0)
                        .path())
                .isEqualTo("$.mappings[0].data[0].to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"version\":1,\"version\":2}", "{}", "{\"mappings\":{}}", "\u0000"})
    void whatIsNoMap_isRefused(String text) {
        assertThat(refused(text).code()).isEqualTo("map_invalid");
    }

    @Test
    void allFaults_areToldAtOnce_butNoFileIsTooLong() {
        assertThat(refused("{\"version\":0,\"updated_at\":1,\"mappings\":[{}]}").violations())
                .hasSize(4);
        assertThat(refused(" ".repeat(SkillMapRules.LARGEST) + GOOD)
                        .violations()
                        .get(0)
                        .expected())
                .contains("bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<2.0.0; >=2.0.0; false",
                "<=2.0.0; >=2.0.0; true",
                "<=2.0.0; >2.0.0; false",
                "^1.2.0; ~1.2.5; true",
                "^1.2.0; 2.x; false",
                ">1.2; 1.3.0; true",
                "1.0.0 - 1.5.0; >1.4.9; true",
                "=1.0.0 || =3.0.0; 2.x || 3.x; true",
                "=1.0.0 || =3.0.0; 2.x || 4.x; false",
                ">=1.0.0-beta.1 <1.0.0; 1.0.0-beta.2 || 1.0.0-beta.1; true",
                "*; =9.9.9; true"
            })
    void ranges_meetWhereBothHaveAVersion(String one, String other, boolean meet) throws Exception {
        assertThat(RangesMeet.meet(VersionRange.parse(one), VersionRange.parse(other)))
                .isEqualTo(meet);
        assertThat(RangesMeet.meet(VersionRange.parse(other), VersionRange.parse(one)))
                .isEqualTo(meet);
    }

    private static FormatException refused(String text) {
        FormatException refused = catchThrowableOfType(FormatException.class, () -> SkillMapRules.read(bytes(text)));
        assertThat(refused).as("refused").isNotNull();
        return refused;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
