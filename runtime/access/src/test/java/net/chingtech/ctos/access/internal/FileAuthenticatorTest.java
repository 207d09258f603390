package net.chingtech.ctos.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.Authenticator.Door;
import net.chingtech.ctos.runtime.Authenticator.Identity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuthenticatorTest {

    @TempDir
    Path secrets;

    private final TestClock clock = new TestClock();
    private FileAuditLog audit;
    private FileAuthenticator authenticator;

    @BeforeEach
    void writeSecrets() throws IOException {
        write("admin-password", "a good password\n");
        write("api-token", "api-secret\n");
        write("mcp-token", "mcp-secret\n");
        audit = new FileAuditLog(secrets.resolve("audit/log.jsonl"), clock);
        authenticator = new FileAuthenticator(secrets, clock, new SecureRandom(), audit);
    }

    private void write(String name, String secret) throws IOException {
        Path temporary = Files.writeString(secrets.resolve(name + ".new"), secret);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
        Files.move(temporary, secrets.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void rightPassword_isTheAdministrator() {
        assertThat(authenticator.password("admin", "a good password")).contains(new Identity("admin"));
    }

    @Test
    void wrongPasswordOrUser_isNobody() {
        assertThat(authenticator.password("admin", "admin")).isEmpty();
        assertThat(authenticator.password("root", "a good password")).isEmpty();
        assertThat(authenticator.password(null, null)).isEmpty();
        assertThat(authenticator.password("admin", "")).isEmpty();
    }

    @Test
    void tokenOfOneDoor_opensNoOther() {
        assertThat(authenticator.token(Door.REST, "api-secret")).contains(new Identity("api-token"));
        assertThat(authenticator.token(Door.MCP, "mcp-secret")).contains(new Identity("mcp-token"));
        assertThat(authenticator.token(Door.REST, "mcp-secret")).isEmpty();
        assertThat(authenticator.token(Door.MCP, "api-secret")).isEmpty();
    }

    @Test
    void changedFile_holdsAtOnce() throws IOException {
        assertThat(authenticator.token(Door.REST, "api-secret")).isPresent();

        write("api-token", "new-secret\n");

        assertThat(authenticator.token(Door.REST, "api-secret")).isEmpty();
        assertThat(authenticator.token(Door.REST, "new-secret")).isPresent();
    }

    @Test
    void missingOrEmptyFile_opensNothing() throws IOException {
        Files.delete(secrets.resolve("api-token"));
        write("mcp-token", " \n");

        assertThat(authenticator.token(Door.REST, "api-secret")).isEmpty();
        assertThat(authenticator.token(Door.MCP, " ")).isEmpty();
        assertThat(authenticator.token(Door.MCP, "")).isEmpty();
    }

    @Test
    void fileThatOthersCanRead_opensNothingUntilItIsClosed() throws IOException {
        Path token = secrets.resolve("api-token");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(authenticator.token(Door.REST, "api-secret")).isEmpty();

        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        assertThat(authenticator.token(Door.REST, "api-secret")).isPresent();
    }

    @Test
    void endlessFile_opensNothing() throws IOException {
        Files.writeString(secrets.resolve("api-token"), "x".repeat(5_000), StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(authenticator.token(Door.REST, "x".repeat(5_000))).isEmpty();
    }

    @Test
    void guessing_closesThatDoorForALongerTimeEachRound() {
        for (int i = 0; i < 5; i++) {
            authenticator.token(Door.REST, "guess " + i);
        }
        assertThat(authenticator.token(Door.REST, "api-secret")).isEmpty();
        assertThat(authenticator.token(Door.MCP, "mcp-secret")).isPresent();

        clock.pass(Duration.ofMillis(1_001));
        authenticator.token(Door.REST, "guess 6");
        clock.pass(Duration.ofMillis(1_001));
        assertThat(authenticator.token(Door.REST, "api-secret")).isEmpty();

        clock.pass(Duration.ofMillis(1_001));
        assertThat(authenticator.token(Door.REST, "api-secret")).isPresent();
    }

    @Test
    void guessing_isInTheAuditLogOnceAnHourForEachSecret() {
        guessForMinutes(30);
        for (int i = 0; i < 5; i++) {
            authenticator.password("admin", "guess " + i);
        }
        assertThat(audit.newest(10)).map(AuditLog.Entry::subject).containsExactly("admin", "api-token");
        assertThat(audit.newest(10)).map(AuditLog.Entry::action).containsOnly("secret_guessing");

        guessForMinutes(31);

        assertThat(audit.newest(10))
                .map(AuditLog.Entry::subject)
                .containsExactlyInAnyOrder("admin", "api-token", "api-token");
    }

    private void guessForMinutes(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            for (int i = 0; i < 6; i++) {
                authenticator.token(Door.REST, "guess " + i);
            }
            clock.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void theSameWrongWordAgain_isNoNewGuess() {
        for (int i = 0; i < 50; i++) {
            assertThat(authenticator.token(Door.REST, "an old token")).isEmpty();
        }
        assertThat(authenticator.token(Door.REST, "api-secret")).isPresent();
    }

    @Test
    void wordThatWasWrongForThisSecret_opensTheNextOne() throws IOException {
        assertThat(authenticator.token(Door.REST, "new-secret")).isEmpty();
        assertThat(authenticator.token(Door.REST, "new-secret")).isEmpty();

        write("api-token", "new-secret\n");

        assertThat(authenticator.token(Door.REST, "new-secret")).isPresent();
    }

    @Test
    void rightPasswordWithAnotherName_isStillTheAdministrators() {
        assertThat(authenticator.password("root", "a good password")).isEmpty();
        assertThat(authenticator.password("root", "a good password")).isEmpty();

        assertThat(authenticator.password("admin", "a good password")).isPresent();
    }

    @Test
    void failuresFarApart_closeNothing() {
        for (int i = 0; i < 20; i++) {
            authenticator.token(Door.REST, "guess " + i);
            clock.pass(Duration.ofSeconds(20));
        }
        assertThat(authenticator.token(Door.REST, "api-secret")).isPresent();
    }

    @Test
    void pause_neverGrowsOverAMinute() {
        for (int i = 0; i < 30; i++) {
            authenticator.token(Door.REST, "guess " + i);
            clock.pass(Duration.ofSeconds(61));
            authenticator.token(Door.REST, "again " + i);
        }
        clock.pass(Duration.ofSeconds(61));
        assertThat(authenticator.token(Door.REST, "api-secret")).isPresent();
    }
}
