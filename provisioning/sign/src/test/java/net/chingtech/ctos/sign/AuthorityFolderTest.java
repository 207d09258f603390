package net.chingtech.ctos.sign;

import static net.chingtech.ctos.sign.TestPublisher.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.format.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityFolderTest {

    @TempDir
    Path folder;

    private final SigningKey publisher = SigningKey.generate();

    @Test
    void madeAuthority_isForItsOwnerOnly_andOpensAgain() throws Exception {
        Path root = folder.resolve("new/root");
        AuthorityFolder made = AuthorityFolder.create(root, "Root", Tier.OFFICIAL, "correct horse".toCharArray(), NOW);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("key.pem"))))
                .isEqualTo("rw-------");
        assertThat(AuthorityFolder.tier(root)).isEqualTo(Tier.OFFICIAL);
        SigningKey key = SigningKey.read(root.resolve("key.pem"), "correct horse".toCharArray());
        assertThat(AuthorityFolder.open(root, key, Tier.OFFICIAL).authority().certificate())
                .isEqualTo(made.authority().certificate());
    }

    @Test
    void folderWithSomethingInIt_isLeftAlone() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "precious");

        assertCode("authority_exists", () -> create(folder, Tier.COMMUNITY));
        assertCode("authority_exists", () -> create(precious, Tier.COMMUNITY));
        assertCode("tier_unfit", () -> create(folder.resolve("root"), Tier.VERIFIED));
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(precious));
        assertThat(precious).hasContent("precious");
    }

    @Test
    void communityAuthority_issuesNothingOfficial_andNobodyOutlivesTheRoot() throws Exception {
        AuthorityFolder community = create(folder.resolve("community"), Tier.COMMUNITY);

        assertThat(issue(community, Tier.VERIFIED, Duration.ofDays(1))).isNotNull();
        assertCode("tier_not_ours", () -> issue(community, Tier.OFFICIAL, Duration.ofDays(1)));
        assertCode("validity_too_long", () -> issue(community, Tier.COMMUNITY, Duration.ofDays(3651)));
        assertThat(issue(create(folder.resolve("official"), Tier.OFFICIAL), Tier.OFFICIAL, Duration.ofDays(1)))
                .isNotNull();
    }

    @Test
    void folderThatIsNoAuthority_isRefused() {
        assertCode("authority_unreadable", () -> AuthorityFolder.tier(folder));
    }

    private static AuthorityFolder create(Path folder, Tier tier) throws SigningFailed {
        return AuthorityFolder.create(folder, "Root", tier, null, NOW);
    }

    private Object issue(AuthorityFolder authority, Tier tier, Duration validity) throws SigningFailed {
        return authority.issue(
                publisher.publicKey(), new PublisherClaim("Ada", tier, List.of("org.ada")), NOW, validity);
    }

    private interface Action {
        void run() throws SigningFailed;
    }

    private static void assertCode(String code, Action action) {
        assertThatExceptionOfType(SigningFailed.class)
                .isThrownBy(action::run)
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(code));
    }
}
