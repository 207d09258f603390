package net.chingtech.ctos.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicKeyFileTest {

    @TempDir
    Path folder;

    private final SigningKey key = SigningKey.generate();

    @Test
    void publicKey_isWrittenAndReadBack_asAFileAndAsALine() throws Exception {
        Path file = folder.resolve("public.pem");
        PublicKeyFile.write(file, key.publicKey());

        assertThat(file).content().startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(PublicKeyFile.read(file)).isEqualTo(key.publicKey());
        assertThat(PublicKeyFile.parse(PublicKeyFile.line(key.publicKey()))).isEqualTo(key.publicKey());
        Files.writeString(folder.resolve("line"), PublicKeyFile.line(key.publicKey()) + "\n");
        assertThat(PublicKeyFile.read(folder.resolve("line"))).isEqualTo(key.publicKey());
        assertThat(PublicKeyFile.keyId(key.publicKey())).isEqualTo(key.keyId());
        assertCode("key_exists", () -> PublicKeyFile.write(file, key.publicKey()));
    }

    @Test
    void privateKeys_otherKindsOfKeys_andNonsense_areRefused() throws Exception {
        key.write(folder.resolve("key.pem"));
        PublicKeyFile.write(
                folder.resolve("rsa.pem"),
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic());

        assertCode("public_key_invalid", () -> PublicKeyFile.read(folder.resolve("key.pem")));
        assertCode("public_key_invalid", () -> PublicKeyFile.read(folder.resolve("rsa.pem")));
        assertCode("public_key_invalid", () -> PublicKeyFile.parse("bm9uc2Vuc2U="));
        assertCode("public_key_invalid", () -> PublicKeyFile.parse("not base64"));
        assertCode("key_unreadable", () -> PublicKeyFile.read(folder.resolve("none.pem")));
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
