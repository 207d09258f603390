package net.chingtech.ctos.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.runtime.AuditLog.Entry;
import net.chingtech.ctos.runtime.AuditLog.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record read backwards, page by page. */
class AuditPageTest {

    @TempDir
    Path home;

    private FileAuditLog log;

    @BeforeEach
    void sevenEntries() {
        log = new FileAuditLog(home.resolve("audit/log.jsonl"), new TestClock());
        for (int i = 1; i <= 7; i++) {
            String skill = i % 3 == 0 ? "net.chingtech.crm@1.0." + i : "net.chingtech.crm2";
            log.record("admin", "skill_updated", skill, Map.of("mentions", "net.chingtech.crm"));
        }
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private List<Long> walk(String skill, int most) {
        List<Long> numbers = new ArrayList<>();
        long before = Long.MAX_VALUE;
        do {
            Page page = log.page(before, skill, most);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(most);
            page.entries().stream().map(Entry::number).forEach(numbers::add);
            before = page.next();
        } while (before > 0);
        return numbers;
    }

    @Test
    void pages_togetherAreTheWholeRecord_newestFirst() {
        for (int most = 1; most <= 8; most++) {
            assertThat(walk(null, most)).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        }
    }

    @Test
    void pagesOfASkill_holdItsVersions_andNoOtherWhoseNameBeginsSo() {
        assertThat(walk("net.chingtech.crm", 1)).containsExactly(6L, 3L);
        assertThat(walk("net.chingtech.crm2", 10)).containsExactly(7L, 5L, 4L, 2L, 1L);
        assertThat(walk("net.chingtech", 10)).isEmpty();
    }

    @Test
    void entriesThatComeMeanwhile_moveNoPage() {
        Page first = log.page(Long.MAX_VALUE, null, 3);
        log.record("admin", "skill_updated", "a.b@1.0.0", Map.of());

        assertThat(log.page(first.next(), null, 2).entries())
                .extracting(Entry::number)
                .containsExactly(4L, 3L);
    }

    @Test
    void filterThatFitsNothing_looksThroughABoundedNumberOfLines() {
        AuditPage page = new AuditPage(30_000, Long.MAX_VALUE, "a.b", 10);
        byte[] line = "{}".getBytes(StandardCharsets.UTF_8);
        int handed = 0;
        while (page.line(line)) {
            handed++;
        }

        assertThat(handed).isEqualTo(AuditPage.MOST_LOOKED_AT);
        assertThat(page.found()).isEqualTo(new Page(List.of(), 30_000 - AuditPage.MOST_LOOKED_AT + 1));
    }
}
