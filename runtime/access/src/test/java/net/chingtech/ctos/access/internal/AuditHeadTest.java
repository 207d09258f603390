package net.chingtech.ctos.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.audit.AuditCheck;
import net.chingtech.ctos.format.audit.AuditHead;
import net.chingtech.ctos.format.audit.AuditLine;
import net.chingtech.ctos.format.audit.AuditVerdict;
import net.chingtech.ctos.runtime.AuditLog.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file beside the log proves, while a container runs and while none does; and what a crash leaves. */
class AuditHeadTest {

    @TempDir
    Path home;

    private Path path;
    private Path headFile;
    private FileAuditLog log;

    @BeforeEach
    void recordFive() {
        path = home.resolve("audit/log.jsonl");
        headFile = home.resolve("audit/head");
        open();
        for (int i = 1; i <= 5; i++) {
            log.record("admin", "action_" + i, "x", Map.of());
        }
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private void open() {
        log = new FileAuditLog(path, new TestClock());
    }

    private void keepLines(int count) throws IOException {
        Files.write(path, Files.readAllLines(path).subList(0, count));
    }

    private void assertBroken(long line, String words) throws IOException {
        AuditVerdict stopped = AuditCheck.ofHome(path);
        assertThat(stopped.whole()).as(stopped.detail()).isFalse();
        assertThat(stopped.firstBroken()).as(stopped.detail()).isEqualTo(line);
        assertThat(stopped.detail()).contains(words);
    }

    @Test
    void stoppedLog_isWhole_andSoIsItsExport() throws IOException {
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        log.export(exported);
        String last = log.from(5, 1).get(0).digest();
        log.close();

        assertThat(exported.toByteArray()).isEqualTo(Files.readAllBytes(path));
        assertThat(AuditCheck.ofHome(path).whole()).isTrue();
        AuditVerdict alone = AuditCheck.exported(path);
        assertThat(alone.whole()).isTrue();
        assertThat(alone.entries()).isEqualTo(5);
        assertThat(alone.lastDigest()).isEqualTo(last);
    }

    @Test
    void entries_areReadFromANumberOn() {
        assertThat(log.from(2, 3).stream().map(Entry::number)).containsExactly(2L, 3L, 4L);
        assertThat(log.from(5, 9).stream().map(Entry::number)).containsExactly(5L);
        assertThat(log.from(6, 9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void tailThatWasCutOff_isNoticed_andStaysSoAfterMoreEntries(int left) throws IOException {
        log.close();
        keepLines(left);
        assertBroken(left + 1, "there were 5");

        open();
        log.record("admin", "later", "x", Map.of());

        Entry told = log.from(left + 1, 1).get(0);
        assertThat(told.action()).isEqualTo(AuditLine.DIFFERS);
        assertThat(told.details()).containsEntry("known_number", "5").containsKey("known_digest");
        assertThat(log.verify().firstBroken()).isEqualTo(left + 1);
        assertBroken(left + 1, "there were 5");
        assertThat(AuditCheck.exported(path).firstBroken()).isEqualTo(left + 1);
    }

    @Test
    void logThatIsMissing_isNoticed() throws IOException {
        log.close();
        Files.delete(path);
        assertBroken(1, "is missing; it had 5 entries");

        open();
        assertThat(log.newest(1).get(0).action()).isEqualTo(AuditLine.DIFFERS);
        assertThat(log.verify().firstBroken()).isEqualTo(1);
    }

    @Test
    void logThatIsTakenAwayWhileRunning_takesNoMoreEntries() throws IOException {
        Files.move(path, path.resolveSibling("elsewhere"));

        assertThat(log.verify().firstBroken()).isEqualTo(1);
        assertThatThrownBy(() -> log.record("admin", "lost", "x", Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nothing is done without it");

        Files.move(path.resolveSibling("elsewhere"), path);
        log.record("admin", "kept", "x", Map.of());
        assertThat(log.verify().whole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense"})
    void headThatIsMissingOrDamaged_isNoticed(String left) throws IOException {
        log.close();
        if (left.isEmpty()) {
            Files.delete(headFile);
        } else {
            Files.writeString(headFile, left);
        }
        // A record of before there was such a file looks the same; that is said, and not taken for the truth.
        String why = left.isEmpty() ? "no head: " : "is damaged";
        assertBroken(6, "nothing says that none is missing");
        assertBroken(6, why);

        open();
        assertThat(log.verify().firstBroken()).isEqualTo(6);
        assertThat(log.verify().detail()).contains(why);
    }

    @Test
    void logWrittenAnew_isNoticed() throws IOException {
        log.close();
        List<String> forged = new ArrayList<>();
        String previous = AuditLine.BEGINNING;
        for (int i = 1; i <= 5; i++) {
            AuditLine line = AuditLine.of(i, java.time.Instant.EPOCH, "nobody", "action_" + i, "x", Map.of(), previous);
            forged.add(new String(line.bytes(), StandardCharsets.UTF_8));
            previous = line.digest();
        }
        Files.write(path, forged);
        assertThat(AuditCheck.exported(path).whole()).isTrue();

        assertBroken(5, "is not the entry that was written there");
    }

    @Test
    void crashInTheMiddleOfALine_isNoTampering() throws IOException {
        log.close();
        Files.writeString(path, "{\"number\":6,\"at", StandardOpenOption.APPEND);

        AuditVerdict stopped = AuditCheck.ofHome(path);
        assertThat(stopped.whole()).as(stopped.detail()).isTrue();
        assertThat(stopped.detail()).contains("a crash tore");
        assertThat(AuditCheck.exported(path).firstBroken()).isEqualTo(6);
        open();
        assertThat(log.newest(1).get(0).action()).isEqualTo("audit_line_set_aside");
        assertThat(log.verify().whole()).isTrue();
    }

    @Test
    void lineThatWasWrittenAndThenTorn_isTampering() throws IOException {
        log.close();
        String all = Files.readString(path);
        Files.writeString(path, all.substring(0, all.length() - 20));

        assertBroken(5, "there were 5");
        open();
        assertThat(log.verify().firstBroken()).isEqualTo(5);
    }

    @Test
    void crashBetweenLineAndHead_isNoTampering() throws IOException {
        byte[] before = Files.readAllBytes(headFile);
        log.record("admin", "action_6", "x", Map.of());
        log.close();
        Files.write(headFile, before);

        assertThat(AuditCheck.ofHome(path).whole()).isTrue();
        open();
        assertThat(log.newest(9)).hasSize(6);
        assertThat(AuditHead.read(Files.readAllBytes(headFile)).orElseThrow().number())
                .isEqualTo(6);
    }

    @Test
    void crashInTheMiddleOfTheHead_leavesTheEntryBefore() throws IOException {
        log.record("admin", "action_6", "x", Map.of());
        log.close();
        byte[] head = Files.readAllBytes(headFile);
        // The slot of the sixth entry.
        head[40] ^= 1;
        Files.write(headFile, head);

        assertThat(AuditHead.read(head).orElseThrow().number()).isEqualTo(5);
        assertThat(AuditCheck.ofHome(path).whole()).isTrue();
    }

    @Test
    void linesPutInAtTheEnd_areNoticed() throws IOException {
        byte[] before = Files.readAllBytes(headFile);
        log.record("admin", "action_6", "x", Map.of());
        log.record("admin", "action_7", "x", Map.of());
        log.close();
        Files.write(headFile, before);

        assertBroken(7, "lines were put in after line 5");
    }

    @Test
    void otherLineEnds_areAChange() throws IOException {
        log.close();
        Files.writeString(path, Files.readString(path).replace("\n", "\r\n"));

        assertThat(AuditCheck.exported(path).firstBroken()).isEqualTo(1);
    }
}
