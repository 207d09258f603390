package net.chingtech.ctos.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path folder;

    @Test
    void writtenKey_isReadBack_andOnlyItsOwnerMayReadIt() throws Exception {
        SigningKey key = SigningKey.generate();
        Path file = folder.resolve("key.pem");
        key.write(file);

        assertThat(SigningKey.read(file).keyId()).isEqualTo(key.keyId()).matches("[0-9a-f]{64}");
        assertThat(SigningKey.read(file).sign(new byte[] {1})).isEqualTo(key.sign(new byte[] {1}));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).content().startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void existingFile_isNeverOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "precious");

        assertCode("key_exists", () -> SigningKey.generate().write(file));
        assertThat(file).hasContent("precious");
    }

    @Test
    void encryptedKey_opensWithItsPassphraseOnly() throws Exception {
        SigningKey key = SigningKey.generate();
        Path file = folder.resolve("key.pem");
        key.write(file, "correct horse".toCharArray());

        assertThat(file).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(SigningKey.read(file, "correct horse".toCharArray()).keyId()).isEqualTo(key.keyId());
        assertCode("passphrase_needed", () -> SigningKey.read(file));
        assertCode("passphrase_wrong", () -> SigningKey.read(file, "wrong horse".toCharArray()));
    }

    @Test
    void keyThatOthersMayRead_isRefused() throws Exception {
        Path file = folder.resolve("key.pem");
        SigningKey.generate().write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertCode("key_exposed", () -> SigningKey.read(file));
    }

    @Test
    void fileThatIsNoKey_isRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertCode("key_invalid", () -> SigningKey.read(file));
        assertCode("key_unreadable", () -> SigningKey.read(folder.resolve("missing.pem")));
    }

    @Test
    void publicKeyOrCertificate_isNamedAsWhatItIs_thoughOthersMayReadIt() throws Exception {
        for (String kind : new String[] {"PUBLIC KEY", "CERTIFICATE"}) {
            Path file = Files.writeString(folder.resolve("public.pem"), "-----BEGIN " + kind + "-----\nAAAA\n");
            assertCode("key_public", () -> SigningKey.read(file));
        }
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
