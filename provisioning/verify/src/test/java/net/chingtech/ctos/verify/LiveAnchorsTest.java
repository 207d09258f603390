package net.chingtech.ctos.verify;

import static net.chingtech.ctos.verify.Scene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.TestPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of trusted authorities, changed while a verifier uses it. */
class LiveAnchorsTest {

    @TempDir
    Path folder;

    private final TestPublisher publisher = TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech");
    private Path authorities;
    private Path root;
    private Envelope good;
    private LiveAnchors anchors;
    private Verifier verifier;

    @BeforeEach
    void signOne() {
        authorities = folder.resolve("trust");
        root = authorities.resolve("official/root.pem");
        good = publisher
                .sign(Scene.skill().jar(folder.resolve("plain.jar")), folder.resolve("signed.jar"))
                .envelope();
        anchors = LiveAnchors.of(authorities);
        verifier = Verifiers.create(anchors, TestPublisher.CLOCK);
    }

    @Test
    void rootPutThereLater_isTrusted_untilItIsTakenAway() throws Exception {
        assertRefused("publisher_unknown", () -> verifier.statement(good));

        put();
        assertThat(verifier.statement(good).publisher().name()).isEqualTo("Ching Tech");

        Files.delete(root);
        assertRefused("publisher_unknown", () -> verifier.statement(good));
    }

    @Test
    void unchangedFolder_isNotParsedAgain() throws Exception {
        put();

        assertThat(anchors.get()).isSameAs(anchors.get());
    }

    @Test
    void otherRootInTheSameFile_ofTheSameSizeAndTime_isSeen() throws Exception {
        put();
        FileTime time = Files.getLastModifiedTime(root);
        verifier.statement(good);
        byte[] other = Certificates.pem(List.of(TestPublisher.of("Ching Tech", Tier.OFFICIAL, "net.chingtech")
                .authority()
                .certificate()));
        Files.write(root, other);
        Files.setLastModifiedTime(root, time);

        assertRefused("certificate_forged", () -> verifier.statement(good));
    }

    @Test
    void oneBadFile_andNobodyIsTrusted_untilItIsMended() throws Exception {
        put();
        Path broken = Files.writeString(authorities.resolve("official/broken.pem"), "nonsense");

        VerificationFailed failed = assertRefused("authority_invalid", () -> verifier.statement(good));
        assertThat(failed.problem().detail()).contains("broken.pem");
        assertRefused("authority_invalid", () -> verifier.unvouched(good));
        assertRefused("authority_invalid", () -> verifier.notice(good));
        assertThat(anchors.get().problem()).contains(failed.problem());
        assertThat(anchors.get().isEmpty()).isTrue();

        Files.delete(broken);
        assertThat(verifier.statement(good)).isNotNull();
        assertThat(anchors.get().problem()).isEmpty();
    }

    @Test
    void folderThatIsAFile_orAFileThatIsAFolder_isNamed() throws Exception {
        Files.createDirectories(authorities);
        Path official = Files.writeString(authorities.resolve("official"), "no folder");
        assertThat(assertRefused("authority_invalid", () -> verifier.statement(good))
                        .problem()
                        .detail())
                .contains("trust");

        Files.delete(official);
        Files.createDirectories(root);
        assertThat(assertRefused("authority_invalid", () -> verifier.statement(good))
                        .problem()
                        .detail())
                .contains("root.pem");
    }

    private void put() throws Exception {
        Files.createDirectories(root.getParent());
        Files.write(root, Certificates.pem(List.of(publisher.authority().certificate())));
    }
}
