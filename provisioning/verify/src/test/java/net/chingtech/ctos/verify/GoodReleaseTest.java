package net.chingtech.ctos.verify;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.spec.MGF1ParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoodReleaseTest {

    @TempDir
    Path folder;

    @Test
    void signedSkill_isAccepted_withItsPublisher() throws Exception {
        Scene scene = new Scene(folder);
        SignedRelease release = scene.release(Scene.skill());

        VerifiedArtifact artifact = scene.verify(release);

        assertThat(artifact.manifest()).isEqualTo(release.manifest());
        assertThat(artifact.statement().statement()).isEqualTo(release.statement());
        assertThat(artifact.statement().publisher())
                .isEqualTo(new Publisher(
                        "Ching Tech",
                        Tier.OFFICIAL,
                        List.of("net.chingtech"),
                        scene.publisher.key().keyId(),
                        artifact.statement().publisher().authority()));
    }

    @Test
    void skillWithEverythingThatIsAllowed_isAccepted() throws Exception {
        Scene scene = new Scene(folder);
        byte[] classFile = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61};
        SignedRelease release = scene.release(TestSkill.of("net.chingtech.hello", "1.4.0-beta.2")
                .json("channel", "beta")
                .json("permissions", List.of("db:read:sales", "skill:call:net.chingtech.crm"))
                .json("dependencies", Map.of("net.chingtech.crm", "^2.0.0"))
                .json("icon", "icon.svg")
                .headerToo(
                        "Require-Capability",
                        SkillHeaders.requirement(new SkillId("net.chingtech.crm"), VersionRange.parse("^2.0.0")))
                .headerToo("Require-Capability", "osgi.service;effective:=active;filter:=\"(objectClass=x.Y)\"")
                .headerToo(
                        "Provide-Capability",
                        "osgi.service;objectClass:List<String>=\"net.chingtech.ctos.skill.SkillTool\"")
                .header("Bundle-Description", "讀取發票、計算營業稅，並把結果交給客戶管理系統。".repeat(5))
                .header("Bundle-ClassPath", ".,lib/some-library-1.0.jar")
                .file("net/chingtech/hello/Tool.class", classFile)
                .file("文字/說明.txt", "a name that is not ASCII")
                .file("META-INF/LICENSE", "Apache-2.0")
                .file("lib/some-library-1.0.jar", library("META-INF/services/x.Y", new byte[] {1})));

        assertThat(scene.verify(release).manifest().version()).hasToString("1.4.0-beta.2");
    }

    @Test
    void communityAuthority_vouchesForItsPublishers() throws Exception {
        Scene scene = new Scene(folder);
        TestPublisher example =
                TestPublisher.of("Example", Tier.COMMUNITY, "org.example").trustedIn(scene.authorities(), "community");
        SignedRelease release = example.sign(
                TestSkill.of("org.example.notes", "1.0.0").jar(scene.file("plain.jar")), scene.file("signed.jar"));

        assertThat(scene.verify(release).statement().publisher().tier()).isEqualTo(Tier.COMMUNITY);
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
        Scene scene = new Scene(folder);
        scene.verify(scene.release(Scene.skill().file("OSGI-INF/tool.xml", description)));
    }

    @Test
    void textsOfAllScripts_withEmoji_andOldProperties_areTaken() throws Exception {
        Scene scene = new Scene(folder);
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u2764\ufe0f\u200d\ud83d\udd25";
        scene.verify(scene.release(Scene.skill()
                .file(
                        "SKILL.md",
                        "\ufeff# \u8a08\u7b97\u71df\u696d\u7a05\r\n\t" + family
                                + "\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u05e9\u05dc\u05d5\u05dd\n")
                .file("messages.properties", "a=\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                .file("picture.png", new byte[] {0, 1, 2, (byte) 0xff})
                .file("long.txt", "\u5b57".repeat(50_000) + new StringBuilder().appendCodePoint(0x20000))));
    }

    /** Between a root that the container trusts, and publishers. */
    private static OddCertificates intermediate(Scene scene, String algorithm, int bits) throws Exception {
        OddCertificates root = OddCertificates.root("Odd");
        root.trustedIn(scene.authorities());
        return root.issue(algorithm, bits, "Ed25519", "Middle", OddCertificates::authority);
    }

    @Test
    void intermediateOfRsaWithPss_andADigestOfToday_isAccepted() throws Exception {
        Scene scene = new Scene(folder);
        SignedStatement signed = new SignedStatement(scene);
        OddCertificates middle = intermediate(scene, "RSA", 2048);
        OddCertificates leaf =
                middle.issuePss("SHA-384", MGF1ParameterSpec.SHA384, "Ching Tech", OddCertificates::lawful);

        VerifiedStatement statement = scene.verifier()
                .statement(leaf.envelope(signed.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate())));
        assertThat(statement.publisher().authority().name()).isEqualTo("Odd");
    }

    @Test
    void intermediateOfAnAuthority_isAccepted() throws Exception {
        Scene scene = new Scene(folder);
        SignedStatement signed = new SignedStatement(scene);
        OddCertificates middle = intermediate(scene, "EC", 256);
        OddCertificates leaf = middle.issue("Ed25519", 0, "SHA256withECDSA", "Ching Tech", OddCertificates::lawful);
        Envelope envelope = leaf.envelope(signed.payloadOf(leaf), List.of(leaf.certificate(), middle.certificate()));

        assertThat(scene.verifier().statement(envelope).publisher().name()).isEqualTo("Ching Tech");
    }

    @Test
    void signedWhileTheCertificateHeld_isAcceptedLater() throws Exception {
        Scene scene = new Scene(folder);
        Clock late = Clock.fixed(NOW.plus(Duration.ofDays(800)), ZoneOffset.UTC);

        assertThat(Verifiers.create(TrustAnchors.load(scene.authorities()), late)
                        .statement(new SignedStatement(scene).envelope())
                        .statement()
                        .publishedAt())
                .isEqualTo(NOW);
    }

    @Test
    void clocksThatDifferALittle_areNoReasonToRefuse() throws Exception {
        Scene scene = new Scene(folder);

        assertThat(scene.verifier().statement(new SignedStatement(scene).at(NOW.plus(Duration.ofMinutes(4)))))
                .isNotNull();
    }

    @Test
    void refusals_sayWhatToCompareOrCorrect() throws Exception {
        Scene scene = new Scene(folder);
        SignedStatement signed = new SignedStatement(scene);
        TestPublisher stranger = TestPublisher.of("Stranger", Tier.COMMUNITY, "net.chingtech");

        VerificationFailed unknown = Scene.assertRefused("publisher_unknown", () -> scene.verifier()
                .statement(signed.by(stranger, List.of(stranger.certificate()))));
        assertThat(unknown.problem().detail())
                .contains("Stranger")
                .contains("sha256:" + stranger.key().keyId());
        assertThat(unknown.problem().nextStep()).contains("trust/authorities/community/");
        VerificationFailed permission = Scene.assertRefused("permission_unknown", () -> scene.verifier()
                .statement(signed.edited("\"permissions\":[]", "\"permissions\":[\"db:raed:sales\"]")));
        assertThat(permission.problem().more())
                .singleElement()
                .asString()
                .contains("$.permissions[0]", "\"db:raed:sales\"", "did you mean db:read:sales?");
    }

    /** A library as another build tool makes it, with folder entries. */
    static byte[] library(String name, byte[] content) throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var jar = new java.util.jar.JarOutputStream(bytes)) {
            jar.putNextEntry(new java.util.jar.JarEntry("META-INF/"));
            jar.putNextEntry(new java.util.jar.JarEntry(name));
            jar.write(content);
        }
        return bytes.toByteArray();
    }
}
