package net.chingtech.ctos.verify;

import static net.chingtech.ctos.verify.Stage.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Skills that are signed rightly, and contain or say what no skill may. */
class BadSkillTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                "Fragment-Host | system.bundle",
                "DynamicImport-Package | *",
                "Export-Package | net.chingtech.hello",
                "Bundle-Activator | net.chingtech.hello.Activator",
                "ExtensionBundle-Activator | net.chingtech.hello.Activator",
                "Bundle-NativeCode | lib/x.so",
                "Bundle-ActivationPolicy | lazy",
                "Bundle-UpdateLocation | http://example.org/x.jar",
                "Bundle-Localization | OSGI-INF/l10n/bundle",
                "Require-Bundle | org.apache.felix.framework",
                "Multi-Release | true",
                "SPI-Provider | *",
                "SPI-Consumer | *",
                "Launcher-Agent-Class | x.Y",
                "Premain-Class | x.Y",
                "Agent-Class | x.Y",
                "Main-Class | x.Y",
                "Class-Path | other.jar",
                "Import-Service | x.Y",
                "Bundle-ClassPath | ../other.jar",
                "Bundle-ClassPath | .;x=y",
                "Import-Package | org.apache.felix.webconsole",
                "Import-Package | org.osgi.service.condpermadmin",
                "Import-Package | javax.sql",
                "Import-Package | sun.misc",
                "Import-Package | org.osgi.framework;bundle-symbolic-name=x",
                "Service-Component | *",
                "Service-Component | OSGI-INF/*.xml",
                "Require-Capability | osgi.wiring.package;filter:=\"(osgi.wiring.package=org.x)\"",
                "Require-Capability | osgi.native;filter:=\"(osgi.native.osname=Linux)\"",
                "Require-Capability | osgi.extender;filter:=\"(osgi.extender=osgi.serviceloader.processor)\"",
                "Require-Capability | osgi.service;filter:=\"(objectClass=x.Y)\"",
                "Require-Capability | ctos.skill;filter:=\"(ctos.skill=net.chingtech.crm)\"",
                "Require-Capability | ctos.skill;effective:=active;filter:=\"(|(ctos.skill=a.b)(ctos.skill=c.d))\"",
                "Require-Capability | ctos.skill;effective:=active;filter:=\"(ctos.skill=net.chingtech.crm)\"",
                "Provide-Capability | ctos.skill;ctos.skill=\"net.chingtech.hello\";version:Version=\"9.0.0\"",
                "Provide-Capability | ctos.skill;ctos.skill=\"net.chingtech.crm\";version:Version=\"1.0.0\"",
                "Provide-Capability | ctos.skill;ctos.skill=\"net.chingtech.hello\";version=\"1.0.0\""
            })
    void forbiddenHeader_isRefused(String header, String value) {
        refused("header_forbidden", Stage.skill().header(header, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                "osgi.serviceloader;osgi.serviceloader=x.Y",
                "osgi.service;objectClass:List<String>=\"java.net.ContentHandlerFactory\"",
                "osgi.service;objectClass:List<String>=\"org.osgi.framework.hooks.bundle.FindHook\""
            })
    void forbiddenCapability_isRefused(String clause) {
        refused("header_forbidden", Stage.skill().headerToo("Provide-Capability", clause));
    }

    @Test
    void skillThatDoesNotProvideItself_isRefused() {
        refused("header_forbidden", Stage.skill().header("Provide-Capability", null));
    }

    @Test
    void bundleOfAnotherKind_isRefused() {
        refused("header_mismatch", Stage.skill().header("Bundle-ManifestVersion", "1"));
    }

    @Test
    void dependencyWithoutRequirement_isRefused() {
        refused("header_forbidden", Stage.skill().json("dependencies", Map.of("net.chingtech.crm", "^2.0.0")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {"Bundle-ClassPath | .,lib/missing.jar", "Service-Component | OSGI-INF/missing.xml"})
    void fileOfAHeaderThatIsNotThere_isRefused(String header, String value) {
        refused("file_missing", Stage.skill().header(header, value));
    }

    @ParameterizedTest
    @CsvSource({
        "META-INF/services/java.nio.file.spi.FileSystemProvider",
        "META-INF/versions/21/net/chingtech/hello/Tool.class",
        "META-INF/INDEX.LIST",
        "META-INF/spring.factories",
        "meta-inf/services/x.Y"
    })
    void filesThatMeanSomethingToOthers_areRefused(String path) {
        refused("entry_forbidden", Stage.skill().file(path, "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "net/chingtech/hello/Tool.class, 65, 0, class_too_new",
        "net/chingtech/hello/Tool.class, 61, 65535, class_too_new",
        "net/chingtech/ctos/skill/SkillTool.class, 61, 0, class_reserved",
        "org/osgi/framework/Bundle.class, 61, 0, class_reserved",
        "org/apache/felix/framework/Felix.class, 61, 0, class_reserved",
        "java/lang/Evil.class, 61, 0, class_reserved"
    })
    void classesThatMayNotBe_areRefused(String path, int major, int minor, String code) {
        refused(code, Stage.skill().file(path, classFile(major, minor)));
    }

    @Test
    void fileThatOnlySaysItIsAClass_isRefused() {
        refused("class_malformed", Stage.skill().file("net/chingtech/hello/Tool.class", "x"));
    }

    @Test
    void libraries_areLookedInto() throws Exception {
        byte[] shadow = GoodReleaseTest.library("net/chingtech/ctos/skill/SkillTool.class", classFile(61, 0));
        refused("class_reserved", Stage.skill().file("lib/a.jar", shadow));
        byte[] versioned = GoodReleaseTest.library(
                "META-INF/versions/9/net/chingtech/ctos/skill/SkillTool.class", classFile(61, 0));
        refused("class_reserved", Stage.skill().file("lib/a.jar", versioned));
        byte[] newer = GoodReleaseTest.library("a/B.class", classFile(69, 0));
        refused("class_too_new", Stage.skill().file("lib/a.jar", newer));
        refused("library_malformed", Stage.skill().file("lib/a.jar", "no JAR"));
        refused(
                "library_malformed",
                Stage.skill().file("lib/a.jar", RawZip.with("../evil", e -> {}).bytes()));
        refused("library_misplaced", Stage.skill().file("other/a.jar", GoodReleaseTest.library("a.txt", new byte[1])));
    }

    @Test
    void bombInALibrary_isRefused() {
        byte[] bomb = RawZip.with("a", e -> {
                    e.packed = RawZip.deflated(new byte[4 << 20]);
                    e.packedSize = e.packed.length;
                    e.size = 4 << 20;
                })
                .bytes();

        assertThat(refused("library_malformed", Stage.skill().file("lib/a.jar", bomb))
                        .problem()
                        .detail())
                .contains("times its size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><component>&e;</component> | component_invalid",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><component/> | component_invalid",
                "<component> | component_invalid",
                "<component name=\"org.apache.felix.http\"/> | component_reserved",
                "<component name=\"net.chingtech.hellofriend\"/> | component_reserved",
                "<component name=\"net.chingtech.hello.A\" configuration-pid=\"$ net.chingtech.crm.Tool\"/> | component_reserved",
                "<component><implementation class=\"a.b.C\"/></component> | component_reserved",
                "<x:component xmlns:x=\"urn:x\" name=\"a.b\" configuration-policy=\"optional\"/> | component_reserved"
            })
    void componentsThatReachForMore_areRefused(String description, String code) {
        refused(code, Stage.skill().file("OSGI-INF/tool.xml", description));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<component name=\"net.chingtech.hello\"/>",
                "<component name=\"net.chingtech.hello.Tool\" configuration-pid=\"$ net.chingtech.hello.more\"/>",
                "<component name=\"a.b\" configuration-policy=\"ignore\"/>",
                "<component><implementation class=\"net.chingtech.hello.Tool\"/></component>"
            })
    void componentsOfItsOwn_areTaken(String description) throws Exception {
        Stage stage = new Stage(folder);
        stage.verify(stage.release(Stage.skill().file("OSGI-INF/tool.xml", description)));
    }

    @ParameterizedTest
    @CsvSource({"icon, missing.svg", "banner, missing.svg"})
    void pictureThatIsNotThere_isRefused(String key, String path) {
        refused("file_missing", Stage.skill().json(key, path));
    }

    @Test
    void migrationThatIsNotThere_isRefused() {
        refused(
                "file_missing",
                Stage.skill().json("migrations", List.of(Map.of("from", "<1.0.0", "script", "migrations/1.sql"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            value = {
                "\"permissions\":[\"filesystem:temp\"] | \"permissions\":[]",
                "\"permissions\":[\"filesystem:temp\"] | \"permissions\":[\"filesystem:temp\",\"db:own\"]",
                "\"version\":\"1.0.0\" | \"version\":\"1.0.1\"",
                "\"id\":\"net.chingtech.hello\" | \"id\":\"net.chingtech.other\"",
                "\"channel\":\"stable\" | \"channel\":\"beta\"",
                "\"exports\":[\"hello\"] | \"exports\":[]",
                "\"optional_permissions\":[] | \"optional_permissions\":[\"db:own\"]",
                "\"dependencies\":{} | \"dependencies\":{\"net.chingtech.crm\":\"^2.0.0\"}",
                "\"security_fix\":false | \"security_fix\":true",
                "\"requirements\":[ | \"requirements\":[\"x\",",
                "\"capabilities\":[ | \"capabilities\":[\"x\","
            })
    void statementThatSaysSomethingElse_isRefused(String from, String to) throws Exception {
        Stage stage = new Stage(folder);
        SignedRelease release = stage.release(
                Stage.skill().json("permissions", List.of("filesystem:temp")).json("exports", List.of("hello")));
        String text = new String(release.statement().write(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        ReleaseStatement other =
                ReleaseStatement.read(text.replace(from, to).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Envelope envelope = stage.publisher.signer().envelope(other);
        VerifiedStatement statement = stage.verifier().statement(envelope);

        assertRefused("manifest_mismatch", () -> stage.verifier().artifact(release.jar(), statement));
    }

    private VerificationFailed refused(String code, TestSkill skill) {
        Stage stage = new Stage(folder);
        SignedRelease release = stage.release(skill);
        return assertRefused(code, () -> stage.verify(release));
    }

    private static byte[] classFile(int major, int minor) {
        return new byte[] {
            (byte) 0xca,
            (byte) 0xfe,
            (byte) 0xba,
            (byte) 0xbe,
            (byte) (minor >> 8),
            (byte) minor,
            (byte) (major >> 8),
            (byte) major
        };
    }
}
