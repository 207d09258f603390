package net.chingtech.ctos.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.sign.TestSkill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoodReleaseTest {

    @TempDir
    Path folder;

    @Test
    void signedSkill_isAccepted_withItsPublisher() throws Exception {
        Stage stage = new Stage(folder);
        SignedRelease release = stage.release(Stage.skill());

        VerifiedArtifact artifact = stage.verify(release);

        assertThat(artifact.manifest()).isEqualTo(release.manifest());
        assertThat(artifact.statement().statement()).isEqualTo(release.statement());
        assertThat(artifact.statement().publisher())
                .isEqualTo(new Publisher(
                        "Ching Tech",
                        Tier.OFFICIAL,
                        List.of("net.chingtech"),
                        stage.publisher.key().keyId()));
    }

    @Test
    void skillWithEverythingThatIsAllowed_isAccepted() throws Exception {
        Stage stage = new Stage(folder);
        byte[] classFile = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61};
        SignedRelease release = stage.release(TestSkill.of("net.chingtech.hello", "1.4.0-beta.2")
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

        assertThat(stage.verify(release).manifest().version()).hasToString("1.4.0-beta.2");
    }

    @Test
    void communityAuthority_vouchesForItsPublishers() throws Exception {
        Stage stage = new Stage(folder);
        TestPublisher example =
                TestPublisher.of("Example", Tier.COMMUNITY, "org.example").trustedIn(stage.authorities(), "community");
        SignedRelease release = example.sign(
                TestSkill.of("org.example.notes", "1.0.0").jar(stage.file("plain.jar")), stage.file("signed.jar"));

        assertThat(stage.verify(release).statement().publisher().tier()).isEqualTo(Tier.COMMUNITY);
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
