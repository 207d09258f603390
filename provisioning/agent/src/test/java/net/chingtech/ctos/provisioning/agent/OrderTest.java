package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two orders of an exchange, as hosts, router, tables and settings see them. */
class OrderTest {

    @TempDir
    Path folder;

    Rig rig;
    Scenes scenes;

    @BeforeEach
    void begin() {
        rig = new Rig(folder);
        scenes = new Scenes(rig);
    }

    @Test
    void sideBySide_newAnswersBeforeOldStops() throws Exception {
        scenes.sideBySide();
        assertThat(asked(Scenes.UPDATE))
                .containsExactly(
                        "copy tables of net.chingtech.crm",
                        "copy settings of net.chingtech.crm from 2.0.1 to 2.1.0",
                        "start net.chingtech.crm@2.1.0",
                        "ask net.chingtech.crm@2.1.0",
                        "ask net.chingtech.crm@2.1.0",
                        "switch to net.chingtech.crm@2.1.0",
                        "stop net.chingtech.crm@2.0.1");
        assertThat(rig.parts
                        .store
                        .state()
                        .find(CRM)
                        .orElseThrow()
                        .history()
                        .get(0)
                        .whileRunning())
                .isTrue();
    }

    @Test
    void withMigrations_callersWaitUntilNewAnswers() throws Exception {
        scenes.migration();
        assertThat(asked(Scenes.UPDATE))
                .containsExactly(
                        "hold net.chingtech.crm",
                        "retire net.chingtech.crm",
                        "stop net.chingtech.crm@2.0.1",
                        "copy tables of net.chingtech.crm",
                        "copy settings of net.chingtech.crm from 2.0.1 to 2.1.0",
                        "run [migrations/1.sql] of net.chingtech.crm@2.1.0",
                        "migrate [people] of net.chingtech.crm@2.1.0 from 2.0.1",
                        "replace settings of net.chingtech.crm@2.1.0",
                        "run [migrations/2.sql] of net.chingtech.crm@2.1.0",
                        "start net.chingtech.crm@2.1.0",
                        "ask net.chingtech.crm@2.1.0",
                        "ask net.chingtech.crm@2.1.0",
                        "switch to net.chingtech.crm@2.1.0",
                        "let callers of net.chingtech.crm go on");
        assertThat(rig.settings.text(CRM, "2.1.0")).isEqualTo("migrated");
        assertThat(rig.settings.text(CRM, "2.0.1")).isEqualTo("text of 2.0.1");
    }

    @Test
    void groupThatWaits_callersStopFirst_neededStartFirst() throws Exception {
        scenes.group();
        assertThat(asked(new Change.Update(ACCOUNTING, null)))
                .filteredOn(what -> what.startsWith("hold")
                        || what.startsWith("stop")
                        || what.startsWith("start")
                        || what.startsWith("switch")
                        || what.startsWith("let"))
                .containsExactly(
                        "hold net.chingtech.accounting",
                        "stop net.chingtech.accounting@1.2.0",
                        "hold net.chingtech.crm",
                        "stop net.chingtech.crm@2.0.1",
                        "start net.chingtech.crm@2.1.0",
                        "switch to net.chingtech.crm@2.1.0",
                        "let callers of net.chingtech.crm go on",
                        "start net.chingtech.accounting@1.3.0",
                        "switch to net.chingtech.accounting@1.3.0",
                        "let callers of net.chingtech.accounting go on");
    }

    @Test
    void failureAfterTheSwitch_callersWaitUntilOldAnswersAgain() throws Exception {
        scenes.group();
        rig.host.throwsInStart.put(
                "net.chingtech.accounting@1.3.0", new Problem(422, "skill_threw", "It threw.", "Tell them."));
        rig.asked.all.clear();
        rig.carryOut(new Change.Update(ACCOUNTING, null));

        int from = rig.asked.all.indexOf("start net.chingtech.accounting@1.3.0") + 1;
        assertThat(rig.asked.all.subList(from, rig.asked.all.size()))
                .containsExactly(
                        "put back tables of net.chingtech.accounting",
                        "put back settings of net.chingtech.accounting@1.3.0",
                        "hold net.chingtech.crm",
                        "retire net.chingtech.crm",
                        "stop net.chingtech.crm@2.1.0",
                        "copy tables of net.chingtech.crm",
                        "put back tables of net.chingtech.crm",
                        "put back settings of net.chingtech.crm@2.1.0",
                        "start net.chingtech.crm@2.0.1",
                        "switch to net.chingtech.crm@2.0.1",
                        "let callers of net.chingtech.crm go on",
                        "start net.chingtech.accounting@1.2.0",
                        "switch to net.chingtech.accounting@1.2.0",
                        "let callers of net.chingtech.accounting go on");
    }

    @Test
    void rollbackWithData_olderDataIsThereBeforeTheOldVersionStarts() throws Exception {
        scenes.rollback();
        assertThat(asked(new Change.Rollback(CRM, null)))
                .containsExactly(
                        "hold net.chingtech.crm",
                        "retire net.chingtech.crm",
                        "stop net.chingtech.crm@2.1.0",
                        "copy tables of net.chingtech.crm",
                        "put back tables of net.chingtech.crm",
                        "put back settings of net.chingtech.crm@2.0.1",
                        "start net.chingtech.crm@2.0.1",
                        "ask net.chingtech.crm@2.0.1",
                        "ask net.chingtech.crm@2.0.1",
                        "switch to net.chingtech.crm@2.0.1",
                        "let callers of net.chingtech.crm go on");
        assertThat(rig.environment.rows(CRM)).containsExactly("row of 2.0.1");
        assertThat(rig.parts.store.state().find(CRM).orElseThrow().history())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.release().version()).hasToString("2.1.0");
                    assertThat(left.hasData()).isTrue();
                    assertThat(left.migrated()).isTrue();
                });
    }

    @Test
    void restart_callersWait() {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, null);
        assertThat(asked(new Change.Restart(CRM, null)))
                .containsExactly(
                        "hold net.chingtech.crm",
                        "retire net.chingtech.crm",
                        "stop net.chingtech.crm@2.0.1",
                        "start net.chingtech.crm@2.0.1",
                        "ask net.chingtech.crm@2.0.1",
                        "ask net.chingtech.crm@2.0.1",
                        "switch to net.chingtech.crm@2.0.1",
                        "let callers of net.chingtech.crm go on");
    }

    private List<String> asked(Change change) {
        rig.asked.all.clear();
        rig.succeed(change);
        return rig.asked.all;
    }
}
