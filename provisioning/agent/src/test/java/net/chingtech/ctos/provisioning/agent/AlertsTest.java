package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Rig.refused;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.NOTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Alert.Level;
import net.chingtech.ctos.runtime.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator has to know stays until it was read. */
class AlertsTest {

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
    }

    @Test
    void alert_staysOverARestartUntilItWasRead() throws Exception {
        assertThat(rig.parts.alerts.raise(Level.DANGER, CRM, problem("release_revoked", "It steals.")))
                .isTrue();
        rig.restart();
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.skill()).isEqualTo(CRM);
        assertThat(alert.level()).isEqualTo(Level.DANGER);
        assertThat(alert.at()).isEqualTo(rig.clock.instant());
        assertThat(alert.problem().nextStep()).isEqualTo("Do it.");
        assertThat(alert.problem().more()).containsExactly("more");
        assertThat(alert.readAt()).isNull();

        rig.clock.pass(Duration.ofDays(400));
        Alert read = rig.parts.agent.acknowledge(alert.id(), "admin");
        assertThat(read.readAt()).isEqualTo(rig.clock.instant());
        rig.restart();
        assertThat(rig.parts.agent.alerts()).containsExactly(read);
        rig.clock.pass(Duration.ofDays(29));
        assertThat(rig.parts.agent.alerts()).containsExactly(read);
        rig.clock.pass(Duration.ofDays(2));
        assertThat(rig.parts.agent.alerts()).isEmpty();
    }

    @Test
    void sameThingAgain_isOneAlertUntilItWasRead() throws Exception {
        Problem problem = problem("artifact_changed", "Found a, expected b.");
        assertThat(rig.parts.alerts.raise(Level.DANGER, CRM, problem)).isTrue();
        assertThat(rig.parts.alerts.raise(Level.DANGER, CRM, problem)).isFalse();
        rig.restart();
        assertThat(rig.parts.alerts.raise(Level.DANGER, CRM, problem)).isFalse();
        assertThat(rig.parts.alerts.raise(Level.DANGER, NOTES, problem)).isTrue();
        assertThat(rig.parts.alerts.raise(Level.DANGER, CRM, problem("artifact_changed", "Found c, expected b.")))
                .isTrue();
        assertThat(rig.parts.agent.alerts()).hasSize(3);

        Alert first = rig.parts.agent.alerts().get(2);
        rig.parts.agent.acknowledge(first.id(), "admin");
        assertThat(rig.parts.alerts.raiseOnce(Level.DANGER, CRM, problem)).isFalse();
        assertThat(rig.parts.alerts.raise(Level.DANGER, CRM, problem)).isTrue();
        assertThat(rig.parts.agent.alerts()).hasSize(4);
    }

    @Test
    void recordThatIsBroken_isToldOnce_alsoAfterItWasRead() throws Exception {
        rig.parts.auditAlert.look();
        assertThat(rig.parts.agent.alerts()).isEmpty();

        rig.audit.broken = "line 2 was changed";
        rig.parts.auditAlert.look();
        Alert alert = rig.parts.agent.alerts().get(0);
        assertThat(alert.level()).isEqualTo(Level.DANGER);
        assertThat(alert.problem().code()).isEqualTo("audit_broken");
        assertThat(alert.problem().detail()).contains("line 2 was changed");
        assertThat(rig.audit.actions()).containsExactly("audit_broken");

        rig.parts.agent.acknowledge(alert.id(), "alice");
        rig.restart();
        rig.parts.auditAlert.look();
        assertThat(rig.parts.agent.alerts()).hasSize(1);
    }

    @Test
    void reading_isAuditedOnce_andAnUnknownOneIsRefused() throws Exception {
        rig.parts.alerts.raise(Level.WARNING, null, problem("metadata_stale", "Too old."));
        String id = rig.parts.agent.alerts().get(0).id();
        Alert read = rig.parts.agent.acknowledge(id, "alice");
        rig.clock.pass(Duration.ofHours(1));
        assertThat(rig.parts.agent.acknowledge(id, "bob")).isEqualTo(read);

        List<AuditLog.Entry> written = rig.audit.entries;
        assertThat(written).hasSize(1);
        assertThat(written.get(0).actor()).isEqualTo("alice");
        assertThat(written.get(0).action()).isEqualTo("alert_read");
        assertThat(written.get(0).details()).containsEntry("code", "metadata_stale");
        assertThat(refused(() -> rig.parts.agent.acknowledge("other", "alice")).code())
                .isEqualTo("alert_unknown");
    }

    @Test
    void tooMany_readOnesGoFirst_andUnreadOnesNeverSilently() throws Exception {
        for (int i = 0; i < 500; i++) {
            rig.clock.pass(Duration.ofSeconds(1));
            rig.parts.alerts.raise(Level.NOTICE, CRM, problem("key_replaced", "Number " + i));
        }
        rig.parts.agent.acknowledge(rig.parts.agent.alerts().get(0).id(), "admin");
        rig.audit.entries.clear();
        rig.parts.alerts.raise(Level.NOTICE, CRM, problem("key_replaced", "One more"));
        assertThat(rig.parts.agent.alerts()).hasSize(500).allMatch(alert -> alert.readAt() == null);
        assertThat(rig.audit.entries).isEmpty();

        rig.parts.alerts.raise(Level.NOTICE, CRM, problem("key_replaced", "And one more"));
        assertThat(rig.parts.agent.alerts()).hasSize(500);
        assertThat(rig.audit.entries).hasSize(1);
        assertThat(rig.audit.entries.get(0).action()).isEqualTo("alert_dropped_unread");
        assertThat(rig.audit.entries.get(0).details()).containsEntry("detail", "Number 0");
    }

    private static Problem problem(String code, String detail) {
        return new Problem(409, code, detail, "Do it.", List.of("more"));
    }
}
