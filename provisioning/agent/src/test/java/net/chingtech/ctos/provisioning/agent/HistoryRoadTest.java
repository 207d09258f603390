package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Change.DataChoice;
import net.chingtech.ctos.provisioning.PastState;
import net.chingtech.ctos.provisioning.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier states of a skill: kept, gone back to, and gone. */
class HistoryRoadTest {

    @TempDir
    Path folder;

    Rig rig;
    Path people;

    /** Each version finds the data of the one before, and writes its own. */
    @BeforeEach
    void fourVersions() throws Exception {
        rig = new Rig(folder);
        people = rig.home.data().resolve(CRM.value()).resolve("people");
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0")) {
            rig.publish(skill(CRM, version));
            if (version.equals("1.0.0")) {
                rig.install(CRM, null);
            } else {
                rig.update(CRM, null);
            }
            Files.writeString(people, "of " + version);
            rig.clock.pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void threeStatesAreKept_andTheFourthIsGoneWithItsFiles() throws Exception {
        assertThat(history()).containsExactly("1.3.0", "1.2.0", "1.1.0");
        assertThat(rig.parts.agent.history(CRM)).allSatisfy(state -> {
            assertThat(state.hasData()).isTrue();
            assertThat(state.bytes()).isPositive();
            assertThat(state.reason()).startsWith("updated to ");
        });
        assertThat(rig.home.installed().toFile().list())
                .containsExactlyInAnyOrder(CRM + "_1.1.0", CRM + "_1.2.0", CRM + "_1.3.0", CRM + "_1.4.0");
        assertThat(backups()).containsExactlyInAnyOrderElementsOf(ids());
        rig.restart();
        assertThat(history()).containsExactly("1.3.0", "1.2.0", "1.1.0");
        assertThat(backups()).containsExactlyInAnyOrderElementsOf(ids());
    }

    @Test
    void eachState_canBeGoneBackToWithItsData_andForthAgain() throws Exception {
        rig.hub.down = true;
        for (String version : List.of("1.3.0", "1.2.0", "1.1.0")) {
            Change.Rollback back = to(version, DataChoice.RESTORE);
            Plan plan = rig.plan(back);
            assertThat(plan.items().get(0).effects().data()).contains("becomes what it was", version);
            String left = rig.parts.agent.installed(CRM).version().toString();
            rig.succeed(back);
            assertThat(rig.answering()).containsExactly(CRM + "@" + version);
            assertThat(people).hasContent("of " + version);

            // What was there is a state now, and can be had again with its data.
            rig.succeed(to(left, null));
            assertThat(rig.answering()).containsExactly(CRM + "@" + left);
            assertThat(people).hasContent("of " + left);
        }
    }

    @Test
    void dataStays_whenNothingElseIsSaid() throws Exception {
        Plan plan = rig.plan(to("1.2.0", null));
        assertThat(plan.items().get(0).kind()).isEqualTo(Plan.Kind.ROLLBACK);
        assertThat(plan.items().get(0).effects().data()).isEqualTo("Its data stays as it is.");
        rig.succeed(to("1.2.0", null));
        assertThat(people).hasContent("of 1.4.0");

        // The data of then is still there to be put back, under the version that runs already.
        Problem refused = rig.refused(to("1.2.0", null));
        assertThat(refused.code()).isEqualTo("nothing_to_roll_back");
        rig.succeed(to("1.2.0", DataChoice.RESTORE));
        assertThat(people).hasContent("of 1.2.0");
        assertThat(rig.answering()).containsExactly(CRM + "@1.2.0");
    }

    @Test
    void stateById_isTheOneThatIsMeant() throws Exception {
        PastState oldest = rig.parts.agent.history(CRM).get(2);
        rig.succeed(new Change.Rollback(CRM, null, oldest.stateId(), DataChoice.RESTORE));
        assertThat(rig.answering()).containsExactly(CRM + "@1.1.0");
        assertThat(people).hasContent("of 1.1.0");
        assertThat(ids()).doesNotContain(oldest.stateId());
        assertThat(history()).containsExactly("1.4.0", "1.3.0", "1.2.0");
    }

    @Test
    void whatIsNotKept_isRefused_andWhatIsKeptIsNamed() {
        for (Change.Rollback change : List.of(
                to("1.0.0", null),
                new Change.Rollback(CRM, null, "nobody-knows-it", null),
                new Change.Rollback(CRM, SkillVersion.of("1.3.0"), ids().get(1), null))) {
            Problem refused = rig.refused(change);
            assertThat(refused.code()).isEqualTo("nothing_to_roll_back");
            assertThat(refused.detail()).contains("1.3.0", "1.2.0", "1.1.0");
        }
    }

    @Test
    void stateWithoutData_givesNone() throws Exception {
        Files.delete(people);
        rig.publish(skill(CRM, "1.5.0"));
        rig.update(CRM, null);
        Files.writeString(people, "of 1.5.0");
        assertThat(rig.refused(to("1.4.0", DataChoice.RESTORE)).code()).isEqualTo("no_data_kept");
        rig.succeed(to("1.4.0", DataChoice.KEEP));
        assertThat(people).hasContent("of 1.5.0");
    }

    @Test
    void updateToAVersionThatIsKept_thatFails_losesNoState() {
        rig.succeed(to("1.3.0", null));
        rig.host.throwsInStart.put(CRM + "@1.4.0", new Problem(422, "skill_threw", "It threw.", "Tell its publisher."));
        rig.carryOut(new Change.Update(CRM, null));
        assertThat(rig.answering()).containsExactly(CRM + "@1.3.0");
        rig.host.throwsInStart.clear();
        rig.succeed(to("1.4.0", null));
        assertThat(rig.answering()).containsExactly(CRM + "@1.4.0");
    }

    @Test
    void uninstall_takesAllStatesAlong() {
        rig.succeed(new Change.Uninstall(CRM, false));
        assertThat(rig.home.installed().toFile().list()).isNullOrEmpty();
        assertThat(rig.home.backups().resolve(CRM.value())).doesNotExist();
        assertThat(people).hasContent("of 1.4.0");
    }

    @Test
    void backupsThatNothingNames_areClearedAtAStart() throws Exception {
        Path mine = rig.home.backups().resolve(CRM.value());
        Files.createDirectories(mine.resolve("gone/data"));
        Files.createDirectories(rig.home.backups().resolve("org.example.gone/x"));
        rig.restart();
        assertThat(backups()).containsExactlyInAnyOrderElementsOf(ids());
        assertThat(rig.home.backups().resolve("org.example.gone")).doesNotExist();
    }

    @Test
    void registryOfFormat1_isRead() throws Exception {
        String now = Files.readString(rig.home.registry());
        int release = now.indexOf("{", now.indexOf("\"release\""));
        int depth = 0;
        int end = release;
        do {
            depth += now.charAt(end) == '{' ? 1 : now.charAt(end) == '}' ? -1 : 0;
            end++;
        } while (depth > 0);
        String previous = now.substring(release, end);
        int from = now.indexOf("\"history\"");
        int to = now.indexOf("\"allowed\"");
        String old = now.substring(0, from) + "\"previous\" : " + previous + ", " + now.substring(to);
        Files.writeString(rig.home.registry(), old.replace("\"format\" : 2", "\"format\" : 1"));
        rig.restart();
        assertThat(rig.parts.agent.alerts()).isEmpty();
        assertThat(history()).containsExactly("1.3.0");
        assertThat(rig.parts.agent.history(CRM).get(0).hasData()).isFalse();
        rig.succeed(new Change.Rollback(CRM, null));
        assertThat(rig.restart().answering()).containsExactly(CRM + "@1.3.0");
        assertThat(Files.readString(rig.home.registry())).contains("\"format\" : 2");
    }

    private static Change.Rollback to(String version, DataChoice data) {
        return new Change.Rollback(CRM, SkillVersion.of(version), null, data);
    }

    private List<String> history() {
        return states().stream().map(state -> state.version().toString()).toList();
    }

    private List<String> ids() {
        return states().stream().map(PastState::stateId).toList();
    }

    private List<PastState> states() {
        return rig.parts.store.state().find(CRM).orElseThrow().history().stream()
                .map(past -> past.shown())
                .toList();
    }

    private List<String> backups() {
        String[] found = rig.home.backups().resolve(CRM.value()).toFile().list();
        return found == null ? List.of() : List.of(found);
    }
}
