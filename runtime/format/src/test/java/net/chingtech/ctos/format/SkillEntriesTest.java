package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillEntriesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/maven/a/pom.xml", "lib/a.jar", "a.txt"})
    void usualPlaces_areAllowed(String path) {
        assertThat(SkillEntries.isPlaceAllowed(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "META-INF/services/a.B",
                "meta-inf/services/a.B",
                "META-INF/versions/21/a/B.class",
                "META-INF/manifest.json",
                "META-INF/manifest.mf"
            })
    void placesThatMeanSomethingToOthers_areNot(String path) {
        assertThat(SkillEntries.isPlaceAllowed(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.lang", "org.osgi.framework", "org.apache.felix.framework", "net.chingtech.ctos.skill"})
    void packagesOfThePlatform_areItsOwn(String name) {
        assertThat(SkillEntries.isPlatform(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javafree.a", "net.chingtech.accounting", "net.chingtech.ctosplus"})
    void otherPackages_areNot(String name) {
        assertThat(SkillEntries.isPlatform(name)).isFalse();
    }
}
