package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

class OsgiFilterTest {

    private static final List<String> VERSIONS = List.of(
            "0.1.0",
            "0.2.3",
            "0.3.0",
            "1.0.0-alpha",
            "1.0.0",
            "1.2.0-beta.1",
            "1.2.0-beta.2",
            "1.2.0",
            "1.2.3",
            "1.3.0",
            "2.0.0-rc.1",
            "2.0.0",
            "2.0.1",
            "2.9.9",
            "3.0.0-beta.1",
            "3.0.0",
            "3.0.1",
            "10.0.0");

    @Test
    void aCaret_isAHalfOpenInterval() throws Exception {
        assertThat(VersionRange.parse("^2.0.0").osgiFilter("version"))
                .isEqualTo("(&(version>=2.0.0)(!(version>=3.0.0)))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "^2.0.0",
                "~1.2",
                "1.x",
                "=1.2.0",
                "=1.2.0-beta.1",
                "<2",
                "<=2.0.0",
                ">1.2.0",
                ">=1.2 <3",
                "1.2.0 - 2.0.0",
                "1 || 3",
                "^0.2.3"
            })
    void withoutSurpriseOfPreReleases_theFilterSaysTheSame(String range) throws Exception {
        for (String text : VERSIONS) {
            SkillVersion version = SkillVersion.of(text);
            if (!version.isPreRelease()) {
                assertThat(matches(range, version)).as(range + " on " + text).isEqualTo(includes(range, version));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^2.0.0",
                ">=2.0.0-rc.1 <=2.0.0",
                ">=1.2.0-beta.2 <3.0.0-beta.2",
                ">1.2.0-beta.1",
                "<1.2.0-beta.2",
                "<=1.2.0-beta.2",
                ">=1.0.0-alpha <1.0.0",
                "=2.0.0-rc.1 || 3.0.0-beta.1"
            })
    void whatTheRangeIncludes_theFilterAlwaysFinds(String range) throws Exception {
        for (String text : VERSIONS) {
            SkillVersion version = SkillVersion.of(text);
            if (includes(range, version)) {
                assertThat(matches(range, version)).as(range + " on " + text).isTrue();
            }
        }
    }

    private static boolean includes(String range, SkillVersion version) throws FormatException {
        return VersionRange.parse(range).includes(version);
    }

    private static boolean matches(String range, SkillVersion version) throws Exception {
        return FrameworkUtil.createFilter(VersionRange.parse(range).osgiFilter("version"))
                .matches(Map.of("version", Version.parseVersion(version.bundleVersion())));
    }
}
