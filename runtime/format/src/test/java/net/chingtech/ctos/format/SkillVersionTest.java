package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillVersionTest {

    @ParameterizedTest
    @CsvSource({"1.3.0,1.3.0", "1.4.0-beta.2,1.4.0.beta_2", "2.0.0-rc-1.x,2.0.0.rc-1_x"})
    void bundleVersion_isDerived(String version, String bundleVersion) {
        assertThat(SkillVersion.of(version).bundleVersion()).isEqualTo(bundleVersion);
    }

    @Test
    void order_isSemVers_notOsgis() {
        List<SkillVersion> right = List.of(
                SkillVersion.of("1.4.0-alpha"),
                SkillVersion.of("1.4.0-alpha.1"),
                SkillVersion.of("1.4.0-beta.2"),
                SkillVersion.of("1.4.0-beta.11"),
                SkillVersion.of("1.4.0-rc.1"),
                SkillVersion.of("1.4.0"),
                SkillVersion.of("1.4.1"),
                SkillVersion.of("1.10.0"));
        List<SkillVersion> mixed = new ArrayList<>(right);
        Collections.shuffle(mixed, new Random(7));
        Collections.sort(mixed);
        assertThat(mixed).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3+build",
                "v1.2.3",
                "01.2.3",
                "1.2.3-",
                "1.2.3-..",
                "1.2.3 ",
                "9999999999.0.0"
            })
    void versionThatIsNotSemVerWithoutBuild_isRefused(String text) {
        assertThatThrownBy(() -> SkillVersion.parse(text))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.code()).isEqualTo("version_invalid"));
    }

    @ParameterizedTest
    @CsvSource({"1.2.0,2.0.0,MAJOR", "1.2.0,1.3.0,MINOR", "1.2.0,1.2.1,PATCH", "1.2.0-beta.1,1.2.0,PATCH"})
    void severity_saysHowFarAnUpdateReaches(String from, String to, Severity severity) {
        assertThat(SkillVersion.of(to).severityFrom(SkillVersion.of(from))).isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({
        "STABLE,STABLE,1.0.0,true",
        "STABLE,BETA,1.0.0,false",
        "STABLE,STABLE,1.0.0-beta.1,false",
        "BETA,BETA,1.0.0-beta.1,true",
        "BETA,NIGHTLY,1.0.0,false",
        "NIGHTLY,BETA,1.0.0-beta.1,true"
    })
    void channel_decidesWhichReleasesAreSeen(Channel channel, Channel release, String version, boolean seen) {
        assertThat(channel.sees(release, SkillVersion.of(version))).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "^2.0.0,2.0.1,true",
        "^2.0.0,3.0.0,false",
        "^2.0.0,1.9.9,false",
        "^2.0.0,2.1.0-beta.1,false",
        "~1.2.3,1.2.9,true",
        "~1.2.3,1.3.0,false",
        "*,0.0.1,true",
        "=1.2.0,1.2.0,true",
        "=1.2.0,1.2.1,false",
        "<1.3.0,1.2.9,true",
        ">=1.2.0 <2.0.0,1.9.0,true",
        ">=1.2.0 <2.0.0,2.0.0,false",
        "1.x || ^3.0.0,3.1.0,true",
        "1.0.0 - 1.5.0,1.4.0,true"
    })
    void range_includesBySemVer(String range, String version, boolean included) throws FormatException {
        assertThat(VersionRange.parse(range).includes(SkillVersion.of(version))).isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "^^1", "1.2.3 - ", ">=x.y.z!"})
    void rangeThatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> VersionRange.parse(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void exactRange_includesThatVersionAlone() {
        VersionRange range = VersionRange.exactly(SkillVersion.of("1.4.0-beta.2"));
        assertThat(range.includes(SkillVersion.of("1.4.0-beta.2"))).isTrue();
        assertThat(range.includes(SkillVersion.of("1.4.0"))).isFalse();
    }
}
