package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphraseTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    @Test
    void a_new_one_is_typed_twice() throws Exception {
        assertThat(Passphrase.chosen(typing("correct horse", "correct horse"), null, "the key"))
                .isEqualTo("correct horse".toCharArray());
        assertThat(asked).hasSize(2).allSatisfy(question -> assertThat(question).doesNotContain("horse"));
    }

    @Test
    void two_that_differ_one_that_is_short_and_none_at_all_are_refused() {
        assertCode("passphrase_differs", () -> Passphrase.chosen(typing("correct horse", "wrong horse"), null, "k"));
        assertCode("passphrase_short", () -> Passphrase.chosen(typing("horse", "horse"), null, "k"));
        assertCode("passphrase_needed", () -> Passphrase.chosen(typing(""), null, "k"));
        assertCode("passphrase_needed", () -> Passphrase.chosen(typing((String) null), null, "k"));
        assertCode("passphrase_needed", () -> Passphrase.chosen(null, null, "k"));
    }

    @Test
    void a_file_that_others_may_read_is_refused() throws Exception {
        Path file = folder.resolve("passphrase");
        SafeFiles.writeSecret(file, "correct horse\n".getBytes());
        assertThat(Passphrase.chosen(null, file, "k")).isEqualTo("correct horse".toCharArray());

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertCode("passphrase_open", () -> Passphrase.chosen(null, file, "k"));
        assertCode("passphrase_needed", () -> Passphrase.chosen(null, folder.resolve("none"), "k"));
    }

    @Test
    void an_encrypted_key_asks_and_one_in_the_clear_does_not() throws Exception {
        SigningKey key = SigningKey.generate();
        key.write(folder.resolve("clear.pem"));
        key.write(folder.resolve("closed.pem"), "correct horse".toCharArray());

        assertThat(Passphrase.open(typing(), null, folder.resolve("clear.pem")).keyId())
                .isEqualTo(key.keyId());
        assertThat(asked).isEmpty();
        assertThat(Passphrase.open(typing("correct horse"), null, folder.resolve("closed.pem"))
                        .keyId())
                .isEqualTo(key.keyId());
        assertThat(asked).hasSize(1);
        assertCode(
                "passphrase_wrong", () -> Passphrase.open(typing("wrong horse"), null, folder.resolve("closed.pem")));
        assertCode("passphrase_needed", () -> Passphrase.open(null, null, folder.resolve("closed.pem")));
    }

    private Passphrase.Prompt typing(String... lines) {
        List<String> all = new ArrayList<>(java.util.Arrays.asList(lines));
        Iterator<String> next = all.iterator();
        return question -> {
            asked.add(question);
            String line = next.next();
            return line == null ? null : line.toCharArray();
        };
    }

    private static void assertCode(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).hasMessageStartingWith(code + ":");
    }
}
