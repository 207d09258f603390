package net.chingtech.ctos.clawhub.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyMetaTest {

    @Test
    void metaOfTheZip_isClawHubs() {
        assertThat(read("{\"ownerId\":\"u1\",\"slug\":\"x\",\"version\":\"1.0.0\",\"publishedAt\":1770065590361}"))
                .contains(new LegacyMeta(
                        LegacyMeta.Shape.CLAWHUB,
                        null,
                        "x",
                        "1.0.0",
                        null,
                        Instant.ofEpochMilli(1_770_065_590_361L),
                        null));
    }

    @Test
    void metaOfAnInstallation_isCtos() {
        assertThat(read("{\"slug\":\"x\",\"version\":\"1.0.0\",\"source\":\"skillhub\","
                        + "\"installed_at\":\"2026-01-02T03:04:05+00:00\",\"owner\":\"acme\"}"))
                .contains(new LegacyMeta(
                        LegacyMeta.Shape.CTOS,
                        "acme",
                        "x",
                        "1.0.0",
                        null,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        "skillhub"));
    }

    @Test
    void metaOfTheArchive_hasALatest() {
        assertThat(read("{\"owner\":\"acme\",\"slug\":\"x\",\"displayName\":\"X\",\"latest\":{\"version\":\"1.2.0\","
                        + "\"publishedAt\":1770065590361,\"commit\":\"https://e.org\"},\"history\":[]}"))
                .hasValueSatisfying(meta -> {
                    assertThat(meta.shape()).isEqualTo(LegacyMeta.Shape.ARCHIVE);
                    assertThat(meta.owner()).isEqualTo("acme");
                    assertThat(meta.version()).isEqualTo("1.2.0");
                    assertThat(meta.displayName()).isEqualTo("X");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"slug\":7}", "{\"slug\":\"x\"}", "{\"version\":\"1.0.0\"}"})
    void otherFiles_areNobodys(String json) {
        assertThat(read(json)).isEmpty();
    }

    @Test
    void originOfOlderCommands_hasNoFingerprint() {
        assertThat(origin("{\"version\":1,\"registry\":\"https://e.org\",\"slug\":\"x\",\"installedVersion\":\"1.0.0\","
                        + "\"installedAt\":1770065590361}"))
                .contains(new LegacyOrigin(
                        "https://e.org", null, "x", "1.0.0", Instant.ofEpochMilli(1_770_065_590_361L), null));
    }

    @Test
    void originOfNewerCommands_hasOwnerAndFingerprint() {
        String digest = "a".repeat(64);
        assertThat(origin("{\"slug\":\"x\",\"ownerHandle\":\"acme\",\"fingerprint\":\"" + digest + "\"}"))
                .hasValueSatisfying(origin -> {
                    assertThat(origin.owner()).isEqualTo("acme");
                    assertThat(origin.fingerprint()).isEqualTo(digest);
                });
        assertThat(origin("{\"slug\":\"x\",\"fingerprint\":\"no digest\"}"))
                .hasValueSatisfying(origin -> assertThat(origin.fingerprint()).isNull());
    }

    @Test
    void notesThatAreHuge_areNotRead() {
        String huge = "{\"slug\":\"x\",\"ownerId\":\"" + "u".repeat(LegacyMeta.LARGEST) + "\"}";

        assertThat(read(huge)).isEmpty();
        assertThat(origin(huge)).isEmpty();
    }

    private static Optional<LegacyMeta> read(String json) {
        return LegacyMeta.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<LegacyOrigin> origin(String json) {
        return LegacyOrigin.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
