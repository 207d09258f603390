package net.chingtech.ctos.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillHeadersTest {

    private static final String MANIFEST = """
            {"id": "net.example.shop", "version": "1.4.0-beta.2", "name": "Shop", "summary": "Sells",
             "author": {"name": "Example"}, "license": "MIT", "dependencies": {"net.example.stock": "^2.0.0"}}""";

    private final Map<String, String> headers = new HashMap<>(Map.of(
            "Manifest-Version", "1.0",
            "Bundle-ManifestVersion", "2",
            "Bundle-SymbolicName", "net.example.shop",
            "Bundle-Version", "1.4.0.beta_2",
            "Bundle-ClassPath", ".,lib/a.jar",
            "Import-Package", "net.chingtech.ctos.skill;version=\"[1.0,2)\"",
            "Service-Component", "OSGI-INF/net.example.Tool.xml",
            "Provide-Capability",
                    "ctos.skill;version:Version=\"1.4.0.beta_2\";ctos.skill=net.example.shop,"
                            + "osgi.service;objectClass:List<String>=\"net.chingtech.ctos.skill.SkillTool\";effective:=active",
            "Require-Capability",
                    "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0))\",ctos.skill;effective:=active;"
                            + "filter:=\"(&(ctos.skill=net.example.stock)(&(version>=2.0.0)(!(version>=3.0.0))))\";"
                            + "ctos.range=\"^2.0.0\""));

    @Test
    void headersThatSayWhatTheManifestSays_passHoweverTheyAreQuoted() throws Exception {
        assertThat(SkillHeaders.check(headers, manifest())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Export-Package         | net.example.shop
            Fragment-Host          | system.bundle
            DynamicImport-Package  | *
            Bundle-NativeCode      | a.so
            Bundle-Activator       | net.example.Start
            Multi-Release          | true
            SPI-Provider           | *
            Launcher-Agent-Class   | net.example.Agent
            Bundle-SymbolicName    | net.example.shop;singleton:=true
            Bundle-SymbolicName    | net.example.other
            Bundle-Version         | 1.4.0
            Bundle-ClassPath       | ../outside.jar
            Bundle-ClassPath       | external:/etc/a.jar
            Bundle-ClassPath       | other/a.jar
            Bundle-ClassPath       | lib/a.jar;b=c
            Import-Package         | org.osgi.framework;bundle-symbolic-name=net.example.other
            Service-Component      | OSGI-INF/a.xml;b=c
            Require-Capability     | osgi.extender,osgi.ee;filter:="(osgi.extender=osgi.component)"
            Require-Capability     | osgi.extender;filter:="(|(osgi.extender=osgi.component)(osgi.extender=osgi.blueprint))"
            Import-Package         | org.osgi.service.permissionadmin
            Import-Package         | net.chingtech.ctos.runtime;resolution:=optional
            Service-Component      | *.xml
            Provide-Capability     | osgi.service;objectClass="net.chingtech.ctos.skill.SkillTool"
            Provide-Capability     | ctos.skill;ctos.skill="net.example.shop";version="1.4.0.beta_2"
            Provide-Capability     | ctos.skill;ctos.skill=net.example.shop;version:Version=1.4.0.beta_2,osgi.extender;a=b
            Provide-Capability     | ctos.skill;ctos.skill=net.example.shop;version:Version=1.4.0.beta_2,osgi.service;objectClass="org.osgi.service.cm.ConfigurationAdmin"
            Require-Capability     | osgi.wiring.package;filter:="(a=b)"
            Require-Capability     | ctos.skill;effective:=active;filter:="(ctos.skill=net.example.stock)";ctos.range="^2.0.0"
            """)
    void aHeaderThatASkillMayNotHave_isNamed(String name, String value) throws Exception {
        headers.put(name, value);
        assertThat(SkillHeaders.check(headers, manifest()))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.path()).isEqualTo(name));
    }

    @Test
    void aDependencyThatIsNotRequired_isNamed() throws Exception {
        headers.remove("Require-Capability");
        assertThat(SkillHeaders.check(headers, manifest()))
                .extracting(Violation::found)
                .containsExactly("none");
    }

    private static SkillManifest manifest() throws FormatException {
        return SkillManifest.read(MANIFEST.getBytes(UTF_8));
    }
}
