package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that a newer version brought forward, under an older one: no step may be done to it a second time. */
class DataShapeTest {

    private static final Change TO_OLD = new Change.Install(CRM, SkillVersion.of("2.0.1"));
    private static final Change TO_NEW = new Change.Install(CRM, SkillVersion.of("2.1.0"));

    private static final Change PLAIN = new Change.Rollback(CRM, null);
    private static final Change KEEPING =
            new Change.Rollback(CRM, SkillVersion.of("2.0.1"), null, Change.DataChoice.KEEP);

    @TempDir
    Path folder;

    Rig rig;
    Path people;

    @BeforeEach
    void migrate() throws Exception {
        rig = new Rig(folder);
        new Scenes(rig).migration();
        people = rig.home.data().resolve(CRM + "/people");
        rig.succeed(Scenes.UPDATE);
        // Whoever brings it forward once more writes this again.
        Files.writeString(people, "");
    }

    @Test
    void dataKeptByARollback_isNotBroughtForwardAgainByTheNextUpdate() throws Exception {
        rig.succeed(KEEPING);
        Plan plan = rig.plan(Scenes.UPDATE);
        assertThat(plan.items().get(0).effects().migrations()).isEmpty();
        rig.succeed(Scenes.UPDATE);
        assertThat(Files.readString(people)).doesNotContain("migrated");
    }

    @Test
    void rollbackToAndFro_givesTheOldVersionDataThatItKnows() throws Exception {
        rig.succeed(KEEPING);
        rig.succeed(PLAIN);
        Files.writeString(people, "newer");
        Plan plan = rig.plan(PLAIN);
        assertThat(plan.items().get(0).effects().data()).contains("becomes what it was when it left 2.0.1");
        rig.succeed(PLAIN);
        assertThat(rig.answering()).containsExactly(CRM + "@2.0.1");
        assertThat(Files.readString(people)).contains("start " + CRM + "@2.0.1").doesNotContain("newer", "migrated");
        rig.succeed(PLAIN);
        assertThat(Files.readString(people)).startsWith("newer");
    }

    @Test
    void rollbackToAndFro_withoutACopyThatTheOldVersionKnows_isRefusedUntilSomebodySaysSo() throws Exception {
        for (int there = 0; there < 2; there++) {
            rig.succeed(KEEPING);
            rig.succeed(PLAIN);
        }
        Files.writeString(people, "newer");
        for (Change change : List.of(PLAIN, new Change.Rollback(CRM, SkillVersion.of("2.0.1"), null, null))) {
            Problem refused = rig.refused(change);
            assertThat(refused.code()).isEqualTo("data_ahead");
            assertThat(refused.nextStep()).contains("--data keep");
        }
        assertThat(rig.plan(KEEPING).items().get(0).effects().data()).contains("shape of 2.1.0, which is newer");
        rig.succeed(KEEPING);
        assertThat(Files.readString(people)).startsWith("newer");
    }

    @Test
    void dataPutBackByARollback_isBroughtForwardByTheNextUpdate() throws Exception {
        rig.succeed(new Change.Rollback(CRM, SkillVersion.of("2.0.1"), null, Change.DataChoice.RESTORE));
        rig.succeed(Scenes.UPDATE);
        assertThat(Files.readString(people)).contains("migrated");
    }

    @Test
    void olderVersionOverKeptNewerData_saysSo_andDoesNotMakeTheDataOlder() throws Exception {
        for (boolean backToNew : List.of(false, true)) {
            rig.succeed(new Change.Uninstall(CRM, false));
            Plan plan = rig.plan(backToNew ? TO_NEW : TO_OLD);
            String words = plan.items().get(0).effects().data();
            if (backToNew) {
                assertThat(words).contains("by version 2.1.0").doesNotContain("newer");
            } else {
                assertThat(words).contains("by version 2.1.0, which is newer: 2.0.1 may not understand it");
            }
            rig.succeed(backToNew ? TO_NEW : TO_OLD);
            assertThat(Files.readString(people)).doesNotContain("migrated");
        }
    }
}
