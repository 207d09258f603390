package net.chingtech.ctos.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The administrator's password is changed, and only its hash is kept. */
class PasswordChangeTest {

    private static final String FIRST = "abcd-efgh-jkmn-pqrs-tuvw";
    private static final String CHOSEN = "four horses eat hay";

    @TempDir
    Path secrets;

    private final TestClock clock = new TestClock();
    private FileAuditLog audit;
    private final SecureRandom random = new SecureRandom();
    private FileAuthenticator authenticator;

    @BeforeEach
    void firstStart() throws IOException {
        write(FIRST);
        audit = new FileAuditLog(secrets.resolve("audit/log.jsonl"), clock);
        authenticator = new FileAuthenticator(secrets, clock, random, audit);
    }

    private Path file() {
        return secrets.resolve("admin-password");
    }

    private void write(String line) throws IOException {
        Path temporary = Files.writeString(secrets.resolve("admin-password.temporary"), line + "\n");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
        Files.move(temporary, file(), StandardCopyOption.REPLACE_EXISTING);
    }

    private String change(String current, String next) {
        return authenticator.changePassword(current, next).map(Problem::code).orElse("changed");
    }

    private boolean opens(String password) {
        return authenticator.password("admin", password).isPresent();
    }

    @Test
    void chosenPassword_holdsAtOnce_andOnlyItsHashIsOnTheDisk() throws IOException {
        assertThat(authenticator.passwordState().chosen()).isFalse();
        long before = authenticator.passwordState().number();

        assertThat(change(FIRST, CHOSEN)).isEqualTo("changed");

        assertThat(opens(CHOSEN)).isTrue();
        assertThat(opens(FIRST)).isFalse();
        assertThat(authenticator.passwordState().chosen()).isTrue();
        assertThat(authenticator.passwordState().number()).isNotEqualTo(before);
        String line = Files.readString(file());
        assertThat(line).startsWith("$ctos-pbkdf2-sha256$").doesNotContain(CHOSEN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        // What lies on the disk opens nothing itself, and the next start knows the password, too.
        assertThat(opens(line.strip())).isFalse();
        assertThat(new FileAuthenticator(secrets, clock, random, audit).password("admin", CHOSEN))
                .isPresent();
    }

    @Test
    void everyRefusal_leavesThePasswordAsItIs() {
        assertThat(change("something else", CHOSEN)).isEqualTo("password_wrong");
        assertThat(change(null, CHOSEN)).isEqualTo("password_wrong");
        assertThat(change(FIRST, "eleven char")).isEqualTo("password_weak");
        assertThat(change(FIRST, " ".repeat(20))).isEqualTo("password_weak");
        assertThat(change(FIRST, "x".repeat(257))).isEqualTo("password_long");
        assertThat(change(FIRST, FIRST)).isEqualTo("password_same");

        assertThat(opens(FIRST)).isTrue();
        assertThat(authenticator.passwordState().chosen()).isFalse();
    }

    @Test
    void twelveCharactersOfAnyKind_areEnough() {
        assertThat(change(FIRST, "密碼密碼密碼密碼密碼密碼")).isEqualTo("changed");
        assertThat(opens("密碼密碼密碼密碼密碼密碼")).isTrue();
        // The same letters as another keyboard writes them.
        assertThat(change("密碼密碼密碼密碼密碼密碼", "cafe\u0301 cafe\u0301 cafe\u0301")).isEqualTo("changed");
        assertThat(opens("caf\u00e9 caf\u00e9 caf\u00e9")).isTrue();
    }

    @Test
    void guessingByChanging_closesTheLoginToo() {
        for (int i = 0; i < 5; i++) {
            assertThat(change("guess number " + i, CHOSEN)).isEqualTo("password_wrong");
        }

        Optional<Problem> refusal = authenticator.changePassword(FIRST, CHOSEN);
        assertThat(refusal).map(Problem::code).contains("busy");
        assertThat(refusal.get().nextStep()).contains("1 seconds");
        assertThat(opens(FIRST)).isFalse();
        clock.pass(Duration.ofMillis(1_001));
        assertThat(change(FIRST, CHOSEN)).isEqualTo("changed");
    }

    @Test
    void passwordSetOnTheDiskWhileItIsChanged_isNotOverwritten() {
        String byHand = "set by hand, in the file";
        // The salt of the new hash is asked for after the current password was found right.
        authenticator = new FileAuthenticator(
                secrets,
                clock,
                new SecureRandom() {
                    @Override
                    public void nextBytes(byte[] bytes) {
                        try {
                            write(byHand);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        super.nextBytes(bytes);
                    }
                },
                audit);

        assertThat(change(FIRST, CHOSEN)).isEqualTo("password_wrong");

        assertThat(opens(byHand)).isTrue();
        assertThat(opens(CHOSEN)).isFalse();
    }

    @Test
    void damagedHash_opensNothing() throws IOException {
        change(FIRST, CHOSEN);
        String line = Files.readString(file()).strip();
        for (String damaged : new String[] {line.substring(0, line.length() - 2), "$ctos-pbkdf2-sha256$", line + "x"}) {
            write(damaged);
            assertThat(opens(CHOSEN)).isFalse();
            assertThat(opens(damaged)).isFalse();
            assertThat(change(damaged, "another good password")).isEqualTo("password_wrong");
            clock.pass(Duration.ofMinutes(3));
        }
    }

    @Test
    void sameFileAgain_isNoOtherPassword_andAnotherOneOnTheDiskIs() throws IOException {
        long before = authenticator.passwordState().number();
        write(FIRST);
        assertThat(authenticator.passwordState().number()).isEqualTo(before);

        write("set by hand, in the file");
        assertThat(authenticator.passwordState().number()).isNotEqualTo(before);
    }

    @Test
    void diskThatTakesNothing_keepsTheOldPassword() throws IOException {
        // A folder in the place of the file that is written first, with something in it, cannot be removed.
        Files.createDirectories(secrets.resolve("admin-password.new/x"));

        assertThat(change(FIRST, CHOSEN)).isEqualTo("disk_failed");
        assertThat(opens(FIRST)).isTrue();
    }
}
