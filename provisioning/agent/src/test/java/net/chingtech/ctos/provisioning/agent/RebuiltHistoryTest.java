package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.DataChoice;
import net.chingtech.ctos.provisioning.PastState;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier states of a skill after its registry was lost: their copies say what they are. */
class RebuiltHistoryTest {

    private static final Change.Rollback KEEPING =
            new Change.Rollback(CRM, SkillVersion.of("2.0.1"), null, DataChoice.KEEP);

    @TempDir
    Path folder;

    Rig rig;
    Path people;
    PastState left;

    @BeforeEach
    void update() throws Exception {
        rig = new Rig(folder);
        new Scenes(rig).migration();
        people = rig.home.data().resolve(CRM + "/people");
        Files.writeString(people, "of before");
        rig.succeed(Scenes.UPDATE);
        rig.environment.write(CRM, "newer");
        left = rig.parts.agent.history(CRM).get(0);
        Files.writeString(rig.home.registry(), "{");
    }

    @Test
    void stateIsKnownAgain_andCanBeGoneBackToWithItsDataAndSettings() throws Exception {
        rig.restart();
        PastState found = rig.parts.agent.history(CRM).get(0);
        assertThat(rig.parts.agent.history(CRM)).hasSize(1);
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("until", "reason")
                .isEqualTo(left);
        assertThat(found.reason()).contains("2.1.0", "registry was rebuilt");

        rig.hub.down = true;
        rig.succeed(new Change.Rollback(CRM, null));
        assertThat(rig.answering()).containsExactly(CRM + "@2.0.1");
        assertThat(Files.readString(people)).startsWith("of before").doesNotContain("migrated");
        assertThat(rig.home.data().resolve(CRM + "/deep/er/file")).hasContent("precious");
        assertThat(rig.environment.rows(CRM)).contains("row of 2.0.1").doesNotContain("newer");
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("text of 2.0.1");
    }

    @Test
    void lockFileLostToo_keepsTheState_andTrustsItWithNothing() throws Exception {
        Files.writeString(rig.home.lockFile(), "{");
        rig.restart();
        assertThat(rig.parts.agent.history(CRM)).hasSize(1);
        assertThat(entry().history().get(0).release().grants()).isEmpty();
        Plan plan = rig.plan(new Change.Rollback(CRM, null));
        assertThat(plan.items().get(0).gained()).isNotEmpty();
    }

    @Test
    void shapeOfDataThatIsAhead_isKnownAgain() throws Exception {
        rig.restart();
        rig.succeed(KEEPING);
        Files.writeString(people, "");
        Files.writeString(rig.home.registry(), "{");
        rig.restart();
        assertThat(entry().shape()).hasToString("2.1.0");
        rig.succeed(Scenes.UPDATE);
        assertThat(Files.readString(people)).doesNotContain("migrated");
    }

    @Test
    void copiesThatNobodyCanName_stayForAWhile() throws Exception {
        Path copies = rig.home.backups().resolve(CRM.value());
        Folders.delete(rig.home.installed().resolve(CRM + "_2.0.1"));
        Path gone = Files.createDirectories(rig.home.backups().resolve("org.example.gone/t-1/tables"));
        for (int start = 0; start < 2; start++) {
            rig.restart();
            assertThat(rig.parts.agent.history(CRM)).isEmpty();
            assertThat(copies.resolve(left.stateId() + "/data/people")).hasContent("of before");
            assertThat(gone).exists();
        }
        rig.clock.pass(Duration.ofDays(31));
        rig.restart();
        assertThat(copies).doesNotExist();
        assertThat(gone).doesNotExist();
    }

    @Test
    void copiesThatAreNotWhole_areNoStates() throws Exception {
        Path copy = rig.home.backups().resolve(CRM + "/" + left.stateId());
        for (String lost : List.of("tables", "backup.json")) {
            Files.writeString(rig.home.registry(), "{");
            if (lost.equals("tables")) {
                Folders.delete(copy.resolve(lost));
            } else {
                Files.writeString(copy.resolve(lost), "{");
            }
            rig.restart();
            assertThat(entry().history()).hasSize(1).noneMatch(past -> past.hasData());
            assertThat(copy.resolve("data/people")).exists();
        }
    }

    private Entry entry() {
        return rig.parts.store.state().find(CRM).orElseThrow();
    }
}
