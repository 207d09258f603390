package net.chingtech.ctos.clawhub.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyIdTest {

    @Test
    void ownerAndSlug_areTheId() throws Exception {
        assertThat(LegacyId.of("acme", "invoice-tools")).hasToString("clawhub.acme.invoice-tools");
    }

    @Test
    void skillOfUnknownOwner_isNobodys() throws Exception {
        assertThat(LegacyId.of(null, "invoice-tools")).hasToString("clawhub._.invoice-tools");
        assertThat(LegacyId.of("_", "invoice-tools")).isNotEqualTo(LegacyId.of(null, "invoice-tools"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "a.c.me", "中文", "-acme", "a c", "acme--0a1b2c3d", "@acme"})
    void oddHandle_isMarkedWithItsDigest(String owner) throws Exception {
        assertThat(LegacyId.of(owner, "x").value()).matches("clawhub\\.[a-z0-9_-]+--[0-9a-f]{8}\\.x");
        assertThat(LegacyId.of(owner, "x")).isEqualTo(LegacyId.of(owner, "x"));
    }

    @Test
    void handlesThatLookAlike_areTwoIds() throws Exception {
        assertThat(LegacyId.of("Acme", "x")).isNotEqualTo(LegacyId.of("acme", "x"));
        assertThat(LegacyId.of("a.cme", "x")).isNotEqualTo(LegacyId.of("a-cme", "x"));
        // Nobody can register the name that another one is given.
        String given = LegacyId.of("Acme", "x").value().split("\\.")[1];
        assertThat(LegacyId.of(given, "x")).isNotEqualTo(LegacyId.of("Acme", "x"));
    }

    @Test
    void longNames_fit() throws Exception {
        assertThat(LegacyId.of("a".repeat(300), "b".repeat(300)).value()).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void noSlug_isRefused() {
        assertThatThrownBy(() -> LegacyId.of("acme", " "))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("legacy_name_missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "v1.0.0", "1.0.0+build", "latest", ""})
    void versionThatIsNotSemVer_isRefused(String version) {
        assertThatThrownBy(() -> LegacyId.version(version))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("legacy_version_invalid"));
    }
}
