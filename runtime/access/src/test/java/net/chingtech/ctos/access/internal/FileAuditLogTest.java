package net.chingtech.ctos.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.chingtech.ctos.runtime.AuditLog.Entry;
import net.chingtech.ctos.runtime.AuditLog.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuditLogTest {

    @TempDir
    Path home;

    private Path path;
    private FileAuditLog log;

    @BeforeEach
    void open() {
        path = home.resolve("audit/log.jsonl");
        log = new FileAuditLog(path, new TestClock());
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private void openAgain() throws IOException {
        log.close();
        open();
    }

    private void recordThree() {
        log.record("admin", "skill_installed", "net.chingtech.crm@2.0.1", Map.of("b", "2", "a", "ünïcode\nline"));
        log.record("admin", "skill_updated", "net.chingtech.crm@2.0.2", Map.of());
        log.record("container", "started", "container", Map.of());
    }

    private List<String> actions(int most) {
        return log.newest(most).stream().map(Entry::action).toList();
    }

    @Test
    void entries_areNewestFirst_andFormAChain() throws IOException {
        recordThree();
        openAgain();
        log.record("admin", "skill_removed", "net.chingtech.crm", Map.of());

        assertThat(actions(10)).containsExactly("skill_removed", "started", "skill_updated", "skill_installed");
        assertThat(actions(2)).containsExactly("skill_removed", "started");
        assertThat(log.newest(0)).isEmpty();
        Entry first = log.newest(4).get(3);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.details()).containsEntry("a", "ünïcode\nline");
        assertThat(first.previous()).isEqualTo("0".repeat(64));
        assertThat(log.newest(4).get(2).previous()).isEqualTo(first.digest());
        assertThat(log.verify()).isEqualTo(new Verdict(true, 4, 0, "4 entries, each in its place and unchanged"));
    }

    @Test
    void digest_isOverTheLineWithoutIt() throws IOException {
        recordThree();

        String line = Files.readAllLines(path).get(0);
        int at = line.indexOf(",\"digest\":\"");
        String open = line.substring(0, at) + "}";
        assertThat(line.substring(at + 11, at + 75))
                .isEqualTo(net.chingtech.ctos.format.Digests.sha256Hex(
                        open.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void logAndFolder_areTheOwnersOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void manyEntries_areReadFromTheEndAcrossBlocks() {
        for (int i = 1; i <= 200; i++) {
            log.record("admin", "action_" + i, "x".repeat(i * 7), Map.of());
        }

        List<Entry> newest = log.newest(150);
        assertThat(newest).hasSize(150);
        for (int i = 0; i < 150; i++) {
            assertThat(newest.get(i).number()).isEqualTo(200 - i);
        }
    }

    @Test
    void entryLongerThanABlock_isReadWhole() {
        log.record("admin", "long", "x".repeat(30_000), Map.of());
        log.record("admin", "short", "y", Map.of());

        assertThat(actions(2)).containsExactly("short", "long");
    }

    @Test
    void tornLastLine_isSetAsideAndTold() throws IOException {
        recordThree();
        log.close();
        Files.writeString(path, "{\"number\":4,\"at\":\"2026", StandardOpenOption.APPEND);

        open();

        Entry told = log.newest(1).get(0);
        assertThat(told.action()).isEqualTo("audit_line_set_aside");
        assertThat(told.number()).isEqualTo(4);
        assertThat(Files.readString(path.resolveSibling(told.subject()))).isEqualTo("{\"number\":4,\"at\":\"2026");
        assertThat(log.verify().whole()).isTrue();
    }

    @Test
    void changedLine_isFound() throws IOException {
        recordThree();
        Files.writeString(path, Files.readString(path).replace("2.0.2", "2.0.3"));

        assertThat(log.verify().whole()).isFalse();
        assertThat(log.verify().firstBroken()).isEqualTo(2);
    }

    @Test
    void lineWithMoreFields_isFound() throws IOException {
        recordThree();
        Files.writeString(path, Files.readString(path).replaceFirst("\\{", "{\"more\":1,"));

        assertThat(log.verify().firstBroken()).isEqualTo(1);
    }

    @Test
    void missingLine_isFound() throws IOException {
        recordThree();
        List<String> lines = Files.readAllLines(path);
        Files.write(path, List.of(lines.get(0), lines.get(2)));

        assertThat(log.verify().firstBroken()).isEqualTo(2);
    }

    @Test
    void entriesTakenFromTheEnd_areMissedByTheRunningContainer() throws IOException {
        recordThree();
        Files.write(path, Files.readAllLines(path).subList(0, 2));

        assertThat(log.verify().firstBroken()).isEqualTo(3);
    }

    @Test
    void unreadableLastLine_staysBrokenAfterMoreEntries() throws IOException {
        recordThree();
        log.close();
        Files.writeString(path, "not an entry\n", StandardOpenOption.APPEND);
        open();
        log.record("admin", "later", "x", Map.of());

        assertThat(log.newest(1).get(0).number()).isEqualTo(5);
        assertThat(log.verify().firstBroken()).isEqualTo(4);
    }

    @Test
    void interruptedThread_canStillRecord() throws IOException {
        Thread.currentThread().interrupt();
        recordThree();
        assertThat(Thread.interrupted()).isTrue();

        assertThat(log.newest(9)).hasSize(3);
        try (Stream<Path> files = Files.list(path.getParent())) {
            assertThat(files).containsExactlyInAnyOrder(path, path.resolveSibling("head"));
        }
    }
}
