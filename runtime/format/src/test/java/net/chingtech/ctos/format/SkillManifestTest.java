package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillManifestTest {

    private static final String GOOD = """
            { "id": "net.chingtech.accounting", "version": "1.3.0", "name": "Accounting", "summary": "Invoices and VAT",
              "author": {"name": "Ching Tech", "url": "https://chingtech.example"}, "license": "Apache-2.0",
              "categories": ["Finance"], "tags": ["invoice", "vat"],
              "permissions": ["db:read:sales", "skill:call:net.chingtech.crm", "filesystem:temp"],
              "optional_permissions": ["network:outbound:api.vat.example:443"],
              "dependencies": {"net.chingtech.crm": "^2.0.0"}, "exports": ["accounting_vat"],
              "channel": "stable", "security_fix": false, "release_notes": "Fixes VAT calculation bug.",
              "side_by_side": true, "migrations": [{"from": "<1.3.0", "script": "migrations/1.3.0.sql"}],
              "health": {"timeout_ms": 5000}, "icon": "icon.svg", "banner": "banner.svg",
              "screenshots": ["screenshots/1.svg"], "a_key_of_tomorrow": {"is": "ignored"} }
            """;

    @Test
    void exampleOfTheContract_isRead() throws FormatException {
        SkillManifest manifest = SkillManifest.read(bytes(GOOD));
        assertThat(manifest.id().slug()).isEqualTo("net-chingtech-accounting");
        assertThat(manifest.permissions()).extracting(SkillPermission::name).contains("db:read:sales");
        assertThat(manifest.dependencies().get(new SkillId("net.chingtech.crm")).toString())
                .isEqualTo("^2.0.0");
        assertThat(manifest.migrations()).hasSize(1);
        assertThat(manifest.sideBySide()).isTrue();
    }

    @Test
    void whatIsRead_isWrittenAndReadTheSame() throws FormatException {
        SkillManifest manifest = SkillManifest.read(bytes(GOOD));
        assertThat(SkillManifest.read(Json.write(manifest))).isEqualTo(manifest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\": \"net.chingtech.accounting\"|\"id\": \"Accounting\"|$.id",
                "\"version\": \"1.3.0\"|\"version\": 1.3|$.version",
                "\"filesystem:temp\"|\"db:read:sales\"|$.permissions[2]",
                "\"network:outbound:api.vat.example:443\"|\"filesystem:temp\"|$.optional_permissions[0]",
                "{\"net.chingtech.crm\": \"^2.0.0\"}|{\"net.chingtech.crm\": 2}|$.dependencies.net.chingtech.crm",
                "{\"net.chingtech.crm\": \"^2.0.0\"}|{\"net.chingtech.accounting\": \"*\"}|$.dependencies.net.chingtech.accounting",
                "\"exports\": [\"accounting_vat\"]|\"exports\": [\"Accounting VAT\"]|$.exports[0]",
                "\"channel\": \"stable\"|\"channel\": \"weekly\"|$.channel",
                "\"security_fix\": false|\"security_fix\": \"no\"|$.security_fix",
                "\"icon\": \"icon.svg\"|\"icon\": \"../icon.svg\"|$.icon",
                "\"screenshots/1.svg\"|\"/etc/passwd\"|$.screenshots[0]",
                "{\"timeout_ms\": 5000}|{\"timeout_ms\": 0}|$.health",
                "{\"from\": \"<1.3.0\", \"script\": \"migrations/1.3.0.sql\"}|{\"from\": \"<1.3.0\"}|$.migrations[0]",
                "\"name\": \"Accounting\"|\"name\": \"Acc\u202Eounting\"|$.name",
                "\"name\": \"Accounting\"|\"name\": \"Acc\\nofficial\"|$.name",
                "\"url\": \"https://chingtech.example\"|\"url\": \"javascript:alert(1)\"|$.author.url",
                "\"author\": {\"name\": \"Ching Tech\", \"url\": \"https://chingtech.example\"}|\"author\": \"me\"|$.author"
            })
    void faultyPlace_isNamedByItsPath(String right, String wrong, String path) {
        assertThat(GOOD).contains(right);
        FormatException e = refused(GOOD.replace(right, wrong));
        assertThat(e.violations()).extracting(Violation::path).contains(path);
        assertThat(e.code()).isEqualTo("manifest_invalid");
    }

    @Test
    void unknownPermission_isNamedWithItsPlaceAndTheNearestKnown() {
        FormatException e = refused(GOOD.replace("db:read:sales", "db:raed:sales"));
        assertThat(e.code()).isEqualTo("permission_unknown");
        assertThat(e.violations()).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo("$.permissions[0]");
            assertThat(one.toString()).contains("db:raed:sales").contains("did you mean db:read:sales?");
        });
    }

    @Test
    void severalFaults_areNamedAtOnce() {
        FormatException e = refused("{\"id\": 1, \"permissions\": [\"x\", \"y\"]}");
        assertThat(e.violations())
                .extracting(Violation::path)
                .contains("$.id", "$.version", "$.name", "$.permissions[0]", "$.permissions[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|empty",
                "[]|list",
                "null|null",
                "{\"id\":1,\"id\":2}|duplicate key",
                "{\"id\":NaN}|NaN",
                "{} {}|two documents"
            })
    void documentThatIsNoManifest_isRefused(String json, String what) {
        assertThat(refused(json)).as(what).isNotNull();
    }

    @Test
    void deepDocument_isRefused() {
        assertThat(refused("{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}")).isNotNull();
    }

    private static FormatException refused(String json) {
        return catchThrowableOfType(FormatException.class, () -> SkillManifest.read(bytes(json)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
