package net.chingtech.ctos.provisioning.agent.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.ContainerHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineFileTest {

    @TempDir
    Path folder;

    private final List<String> audited = new ArrayList<>();
    private boolean full;
    private ContainerHome home;
    private Path file;

    @BeforeEach
    void begin() throws Exception {
        home = new ContainerHome(folder);
        file = Files.createDirectories(home.trust()).resolve("offline.json");
    }

    @Test
    void newHome_asksItsHubs() {
        assertThat(open().isOn()).isFalse();
    }

    @Test
    void whatWasSwitched_holdsAfterAStart_andIsAuditedOnce() throws Exception {
        OfflineFile offline = open();
        offline.set(true, "alice");
        offline.set(true, "bob");
        assertThat(offline.isOn()).isTrue();
        assertThat(open().isOn()).isTrue();

        offline.set(false, "bob");
        assertThat(open().isOn()).isFalse();
        assertThat(audited).containsExactly("alice offline_on", "bob offline_off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"format\":1,\"offl", "{\"format\":2,\"offline\":false}"})
    void fileThatSaysNothingCertain_asksNoHub_untilSomebodySwitchesItOff(String text) throws Exception {
        Files.writeString(file, text);
        OfflineFile offline = open();
        assertThat(offline.isOn()).isTrue();

        offline.set(false, "alice");
        assertThat(open().isOn()).isFalse();
    }

    @Test
    void whatCannotBeKept_isNotSwitched() throws Exception {
        OfflineFile offline = open();
        Files.createDirectories(file.resolve("in-the-way"));

        assertThatThrownBy(() -> offline.set(true, "alice")).isInstanceOf(ProvisioningException.class);
        assertThat(offline.isOn()).isFalse();
        assertThat(audited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCannotBeRecorded_isNotSwitched_norAtTheNextStart(boolean before) throws Exception {
        OfflineFile offline = open();
        offline.set(before, "alice");
        audited.clear();
        full = true;

        assertThatThrownBy(() -> offline.set(!before, "bob"))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("disk_failed"));

        assertThat(offline.isOn()).isEqualTo(before);
        assertThat(open().isOn()).isEqualTo(before);
        full = false;
        offline.set(!before, "bob");
        assertThat(open().isOn()).isEqualTo(!before);
        assertThat(audited).hasSize(1);
    }

    private OfflineFile open() {
        return new OfflineFile(home, new AuditLog() {
            @Override
            public void record(String actor, String action, String subject, Map<String, String> details) {
                if (full) {
                    throw new UncheckedIOException(new IOException("moved"));
                }
                audited.add(actor + " " + action);
            }

            @Override
            public List<Entry> newest(int most) {
                return List.of();
            }

            @Override
            public Verdict verify() {
                return new Verdict(true, 0, 0, "");
            }
        });
    }
}
