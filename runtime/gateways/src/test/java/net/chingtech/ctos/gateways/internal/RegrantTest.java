package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.gateways.OpenTransaction;
import net.chingtech.ctos.gateways.SkillDoors;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.skill.ToolException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegrantTest {

    private static final String INVOICES = "SELECT ID FROM SALES.INVOICES";
    private static final String CUSTOMERS = "SELECT ID FROM CRM.CUSTOMERS";

    @TempDir
    Path folder;

    private Desk desk;
    private Admitted skill;
    private SkillDoors doors;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
        skill = desk.admit("net.example.changing", "db:read:sales", "db:write:crm", "filesystem:temp");
        doors = skill.doors();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatIsTakenBack_isRefusedAtOnce_andWhatIsGivenAgainIsThere() throws Exception {
        assertThat(doors.data().query(INVOICES)).isNotEmpty();

        skill.regrant(Desk.grants("db:write:crm"));
        assertThat(code(() -> doors.data().query(INVOICES))).isEqualTo("data_denied");
        assertThat(doors.data().query(CUSTOMERS)).isNotEmpty();
        assertThat(doors.context().granted("db:read:sales")).isFalse();

        skill.regrant(Desk.grants("db:read:sales"));
        assertThat(doors.data().query(INVOICES)).isNotEmpty();
        assertThat(code(() -> doors.data().query(CUSTOMERS))).isEqualTo("data_denied");
        assertThat(code(() -> doors.data().update("DELETE FROM CRM.CUSTOMERS"))).isEqualTo("data_denied");
    }

    @Test
    void withoutAnyDataGranted_theGatewayIsThere_andDenies() throws Exception {
        Admitted none = desk.admit("net.example.none");
        assertThat(code(() -> none.doors().data().query("SELECT 1 AS ONE"))).isEqualTo("data_denied");
        assertThat(code(() -> none.doors().data().begin())).isEqualTo("data_denied");

        none.regrant(Desk.grants("db:read:sales"));
        assertThat(none.doors().data().query(INVOICES)).isNotEmpty();
        none.regrant(Desk.grants());
        assertThat(code(() -> none.doors().data().query("SELECT 1 AS ONE"))).isEqualTo("data_denied");
    }

    @Test
    void anOpenTransaction_losesWhatIsTakenBack_andKeepsNothing() throws Exception {
        OpenTransaction open = doors.data().begin();
        open.update("DELETE FROM CRM.CUSTOMERS");

        skill.regrant(Desk.grants("db:read:sales"));

        assertThat(code(() -> open.query(CUSTOMERS))).isEqualTo("data_denied");
        assertThat(code(open::commit)).isEqualTo("data_denied");
        skill.regrant(Desk.grants("db:write:crm"));
        assertThat(doors.data().query(CUSTOMERS)).hasSize(14);
    }

    @Test
    void anOpenTransaction_goesOnWhenMoreIsGiven() throws Exception {
        OpenTransaction open = doors.data().begin();
        open.update("DELETE FROM CRM.CUSTOMERS WHERE ID = 'C-014'");

        skill.regrant(Desk.grants("db:read:sales", "db:write:crm", "db:read:hr"));

        assertThat(open.query("SELECT ID FROM HR.EMPLOYEES")).isNotEmpty();
        open.commit();
        assertThat(doors.data().query(CUSTOMERS)).hasSize(13);
    }

    @Test
    void aStatementThatRuns_handsOutNothingThatWasTakenBackMeanwhile() throws Exception {
        assertThat(doors.data().query(INVOICES)).isNotEmpty();
        HeldTable.hold(desk.home, "SALES.INVOICES");
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                () -> code(() -> doors.data().query(INVOICES)), work -> new Thread(work).start());
        HeldTable.awaitQuery();

        skill.regrant(Desk.grants());
        HeldTable.letGo();

        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("data_denied");
    }

    @Test
    void grantsThatCannotBeHeld_leaveThoseBefore() throws Exception {
        assertThatThrownBy(() -> skill.regrant(Desk.grants("db:read:moon", "db:read:hr")))
                .isInstanceOfSatisfying(
                        StartFailed.class, e -> assertThat(e.problem().code()).isEqualTo("data_area_unknown"));

        assertThat(doors.data().query(INVOICES)).isNotEmpty();
        assertThat(code(() -> doors.data().query("SELECT ID FROM HR.EMPLOYEES")))
                .isEqualTo("data_denied");
    }

    @Test
    void theTempFolder_comesAndGoesWithItsGrant() throws Exception {
        Path temp = skill.tempFolder().orElseThrow();
        Files.writeString(temp.resolve("x"), "x");

        skill.regrant(Desk.grants("filesystem:temp"));
        assertThat(temp.resolve("x")).exists();
        skill.regrant(Desk.grants());
        assertThat(temp).doesNotExist();
        assertThat(doors.context().tempFolder()).isEmpty();
        skill.regrant(Desk.grants("filesystem:temp"));
        assertThat(doors.context().tempFolder().orElseThrow()).isEmptyDirectory();
    }

    @Test
    void afterItStopped_everythingIsRefused() throws Exception {
        OpenTransaction open = doors.data().begin();

        skill.close();

        assertThat(code(() -> doors.data().query(INVOICES))).isEqualTo("data_denied");
        assertThat(code(() -> open.query(INVOICES))).isEqualTo("data_denied");
        assertThat(code(() -> doors.skills().call("net.example.crm", "x", null)))
                .isEqualTo("call_denied");
        assertThat(doors.context().tempFolder()).isEmpty();
        assertThat(doors.context().granted("db:read:sales")).isFalse();
    }

    private interface Attempt {
        void run() throws ToolException;
    }

    private static String code(Attempt attempt) {
        try {
            attempt.run();
            return "nothing refused it";
        } catch (ToolException e) {
            return e.code();
        }
    }
}
