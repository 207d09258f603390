package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.runtime.HostStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class NeededTest {

    private static final SandboxChoice NONE = new SandboxChoice(
            Optional.empty(), HostStatus.unavailable("sandbox_missing", "bubblewrap: is not there.", "none"));

    private final String told = System.getProperty(Needed.NO_SANDBOX);

    @TempDir
    Path folder;

    @AfterEach
    void putBack() {
        if (told == null) {
            System.clearProperty(Needed.NO_SANDBOX);
        } else {
            System.setProperty(Needed.NO_SANDBOX, told);
        }
    }

    @Test
    void machineWithoutASandbox_failsATest_andNamesThePackage() {
        System.clearProperty(Needed.NO_SANDBOX);
        assertThatThrownBy(() -> Needed.hasASandbox(NONE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Debian package bubblewrap", Needed.NO_SANDBOX, "is not there");
    }

    @Test
    void machineThatIsKnownToHaveNone_skipsIt() {
        System.setProperty(Needed.NO_SANDBOX, "true");
        assertThatThrownBy(() -> Needed.hasASandbox(NONE)).isInstanceOf(TestAbortedException.class);
    }

    @Test
    void buildThatPackages_failsWithoutTheChild_andAnotherSkips() {
        Path lib = folder.resolve("lib");
        assertThatThrownBy(() -> Needed.hasTheChild(lib, "goals [spotless:check, verify]"))
                .isInstanceOf(AssertionError.class);
        for (String goals : new String[] {"goals [test]", "goals [test-compile]", ""}) {
            assertThatThrownBy(() -> Needed.hasTheChild(lib, goals)).isInstanceOf(TestAbortedException.class);
        }
    }
}
