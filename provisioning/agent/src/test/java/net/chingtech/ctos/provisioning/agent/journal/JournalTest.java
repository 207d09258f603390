package net.chingtech.ctos.provisioning.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final SkillId CRM = new SkillId("net.chingtech.crm");

    @TempDir
    Path folder;

    Journals journals;
    Path file;

    @BeforeEach
    void write() throws IOException {
        journals = new Journals(folder);
        file = folder.resolve("task-1.jsonl");
        Head.Item item = new Head.Item(
                CRM,
                "Crm",
                ItemKind.UPDATE,
                SkillVersion.of("1.0.0"),
                SkillVersion.of("1.1.0"),
                "skills/backups/x",
                true,
                false);
        Journal journal = journals.begin(new Head("task-1", "digest", "admin", 7, List.of(item)));
        journal.begun(Act.HOLD, CRM);
        journal.done(Act.HOLD, CRM);
        journal.begun(Act.MIGRATE, CRM);
        journal.close();
    }

    @Test
    void whatWasWritten_isRead() throws Exception {
        OpenJournal open = only();
        assertThat(open.damaged()).isFalse();
        assertThat(open.transaction()).isEqualTo("task-1");
        assertThat(open.head().items().get(0).id()).isEqualTo(CRM);
        assertThat(open.lines()).hasSize(3);
        assertThat(open.tried(Act.MIGRATE, CRM)).isTrue();
        assertThat(open.tried(Act.SWITCH, CRM)).isFalse();
        assertThat(open.mayBeCommitted(100)).isFalse();
    }

    @Test
    void cutOffAnywhere_wholeLinesAreRead() throws Exception {
        byte[] all = Files.readAllBytes(file);
        for (int length = 0; length <= all.length; length++) {
            Files.write(file, Arrays.copyOf(all, length));
            OpenJournal open = only();
            assertThat(open.damaged()).as("cut off after " + length).isFalse();
            long lines = new String(all, 0, length).lines().count() - (length > 0 && all[length - 1] != '\n' ? 1 : 0);
            assertThat(open.lines().size() + (open.head() == null ? 0 : 1)).isEqualTo((int) lines);
        }
    }

    @Test
    void anyByteChanged_isFound() throws Exception {
        byte[] all = Files.readAllBytes(file);
        for (int at = 0; at < all.length - 1; at++) {
            byte[] changed = all.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            OpenJournal open = only();
            boolean less = open.damaged() || open.lines().size() < 3;
            assertThat(less).as("byte " + at + " changed").isTrue();
        }
    }

    @Test
    void lineTakenOut_isFound() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(1);
        Files.write(file, lines);
        OpenJournal open = only();
        assertThat(open.damaged()).isTrue();
        assertThat(open.lines()).isEmpty();
        assertThat(open.head()).isNotNull();
    }

    @Test
    void registryThatWasAboutToBeWritten_saysWhetherItMayBe() throws Exception {
        Journal journal = journals.begin(new Head("task-2", null, "admin", 7, List.of()));
        journal.committing(8);
        journal.close();
        OpenJournal open = journals.open().get(1);
        assertThat(open.mayBeCommitted(7)).isFalse();
        assertThat(open.mayBeCommitted(8)).isTrue();
    }

    private OpenJournal only() throws IOException {
        return journals.open().get(0);
    }
}
