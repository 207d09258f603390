package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.audit.AuditHead;
import net.chingtech.ctos.format.audit.AuditLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record, checked without a container, and copied from one. */
class AuditCommandTest {

    @TempDir
    private Path folder;

    private Path log;
    private String last;
    private Typed ctos;

    @BeforeEach
    void record() throws Exception {
        ctos = new Typed(folder.resolve("home"));
        log = ctos.home.resolve("audit/log.jsonl");
        Files.createDirectories(log.getParent());
        List<String> lines = new ArrayList<>();
        String previous = AuditLine.BEGINNING;
        for (int i = 1; i <= 4; i++) {
            AuditLine line =
                    AuditLine.of(i, Instant.EPOCH, "admin", "skill_updated", "a.b@1.0." + i, Map.of(), previous);
            previous = line.digest();
            lines.add(new String(line.bytes(), StandardCharsets.UTF_8));
        }
        last = previous;
        Files.writeString(log, String.join("\n", lines) + "\n");
        byte[] slot = new AuditHead(4, last).slot();
        Files.write(log.resolveSibling("head"), Arrays.copyOf(slot, 2 * slot.length));
    }

    @Test
    void home_that_lies_still_is_checked() throws Exception {
        assertThat(ctos.run("audit", "verify")).isZero();
        assertThat(ctos.out).isEqualTo("4 entries, each in its place and unchanged\nthe last digest is " + last + "\n");

        Files.write(log, Files.readAllLines(log).subList(0, 3));
        assertThat(ctos.run("audit", "verify")).isEqualTo(1);
        assertThat(ctos.out).contains("entries are missing after line 3: there were 4");
        assertThat(ctos.err).contains("broken at line 4").contains("(audit_broken)");

        Files.delete(log);
        assertThat(ctos.run("audit", "verify")).isEqualTo(1);
        assertThat(ctos.out).contains("is missing; it had 4 entries");
    }

    @Test
    void home_that_is_none_is_said_to_be_so() {
        assertThat(new Typed(folder.resolve("nowhere")).run("audit", "verify")).isEqualTo(1);
    }

    @Test
    void copy_is_checked_and_its_changed_line_named() throws Exception {
        Path copy = folder.resolve("copy.jsonl");
        Files.copy(log, copy);
        assertThat(ctos.run("audit", "verify", copy.toString())).isZero();
        assertThat(ctos.out).contains("4 entries").contains(last);

        Files.writeString(copy, Files.readString(log).replace("a.b@1.0.2", "a.b@9.0.2"));
        assertThat(ctos.run("audit", "verify", copy.toString())).isEqualTo(1);
        assertThat(ctos.out).contains("line 2 was changed");
        assertThat(ctos.err).contains("broken at line 2");
        assertThat(ctos.run("audit", "verify", copy.toString(), "--json")).isEqualTo(1);
        assertThat(ctos.out).contains("\"first_broken\":2");

        assertThat(ctos.run("audit", "verify", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(file_missing)");
    }

    @Test
    void export_is_the_record_byte_by_byte_and_overwrites_nothing() throws Exception {
        try (FakeRest rest = new FakeRest(folder)) {
            rest.answers.put("GET audit/export", Files.readString(log));
            Path copy = folder.resolve("copy.jsonl");
            assertThat(rest.run("audit", "export", copy.toString()))
                    .as(rest.err.toString())
                    .isZero();
            assertThat(copy).hasSameBinaryContentAs(log);
            assertThat(rest.out.toString()).contains("entries      4", "last digest  " + last);
            assertThat(rest.run("audit", "export", copy.toString())).isEqualTo(1);
            assertThat(rest.err.toString()).contains("(file_exists)").doesNotContain("--out");
            assertThat(copy).hasSameBinaryContentAs(log);
        }
    }

    @Test
    void export_of_a_broken_record_is_kept_whole_and_says_where_and_why() throws Exception {
        Files.writeString(log, Files.readString(log).replace("a.b@1.0.2", "a.b@9.0.2"));
        try (FakeRest rest = new FakeRest(folder)) {
            rest.answers.put("GET audit/export", Files.readString(log));
            Path copy = folder.resolve("copy.jsonl");
            assertThat(rest.run("audit", "export", copy.toString())).isEqualTo(1);
            assertThat(copy).hasSameBinaryContentAs(log);
            assertThat(rest.out.toString()).contains("lines         4", "first broken  2");
            assertThat(rest.err.toString())
                    .contains("line 2 was changed", "all 4 lines are in " + copy, "(audit_broken)");
        }
    }

    @Test
    void export_of_a_broken_record_to_the_standard_output_fails_too() throws Exception {
        try (FakeRest rest = new FakeRest(folder)) {
            rest.answers.put("GET audit/export", "");
            rest.answers.put(
                    "GET audit/verify",
                    "{\"whole\":false,\"entries\":1,\"first_broken\":2,\"detail\":\"line 2 was changed\"}");
            assertThat(rest.run("audit", "export")).isEqualTo(1);
            assertThat(rest.out.toString()).isEmpty();
            assertThat(rest.err.toString()).contains("line 2 was changed", "(audit_broken)");
        }
    }

    @Test
    void export_that_fails_leaves_no_file() throws Exception {
        try (FakeRest rest = new FakeRest(folder)) {
            rest.answers.put(
                    "GET audit/export",
                    "{\"status\":503,\"code\":\"starting\",\"detail\":\"It is starting.\",\"next_step\":\"Wait.\"}");
            Path copy = folder.resolve("copy.jsonl");
            assertThat(rest.run("audit", "export", copy.toString())).isEqualTo(1);
            assertThat(rest.err.toString()).contains("(starting)");
            assertThat(copy).doesNotExist();
        }
    }

    @Test
    void entries_are_shown_from_a_number_on_with_readable_times() throws Exception {
        try (FakeRest rest = new FakeRest(folder)) {
            rest.answers.put(
                    "GET audit",
                    "{\"entries\":[{\"number\":7,\"at\":\"2026-11-22T08:00:05.123Z\",\"actor\":\"admin\","
                            + "\"action\":\"skill_held\",\"subject\":\"a.b\",\"details\":{\"a\":\"b\"}}],\"next\":8}");
            assertThat(rest.run("audit", "--from", "7")).isZero();
            assertThat(rest.out.toString())
                    .isEqualTo("     7  2026-11-22 08:00:05Z  admin      skill_held             a.b  a=b\n"
                            + "more: ./ctos audit --from 8\n");
            assertThat(rest.run("audit", "verify", "--from", "7")).isEqualTo(2);
        }
    }
}
