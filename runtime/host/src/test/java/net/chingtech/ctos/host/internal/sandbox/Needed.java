package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What tests of real processes need of the machine and the build. A test that is skipped hides what is broken, so these fail
 * where it must be there.
 */
public final class Needed {

    /** Set to true by whoever knows that this machine has no sandbox, and wants the other tests all the same. */
    public static final String NO_SANDBOX = "ctos.test.noSandbox";

    /** What this build was asked to do, as Maven writes it; empty outside of Maven. */
    private static final String GOALS = System.getProperty("ctos.test.goals", "");

    /** From then on the modules of this build are packaged, before the tests of those that use them. */
    private static final Pattern PACKAGING =
            Pattern.compile("\\b(package|pre-integration-test|integration-test|verify|install|deploy)\\b");

    private Needed() {}

    /** A build that does not package has no files of a process: then, and only then, the test is skipped. */
    public static void hasTheChild(Path lib) {
        hasTheChild(lib, GOALS);
    }

    static void hasTheChild(Path lib, String goals) {
        if (PACKAGING.matcher(goals).find()) {
            assertThat(lib)
                    .as("the files of a process, which this build packages")
                    .isDirectory();
        }
        assumeTrue(Files.isDirectory(lib), "runtime/child is not packaged: mvn package");
    }

    /** A sandbox that isolates files. */
    public static void hasASandbox(SandboxChoice choice) {
        boolean holds = choice.sandbox().filter(Sandbox::isolatesFiles).isPresent();
        assumeTrue(holds || !Boolean.getBoolean(NO_SANDBOX), choice.status().detail());
        assertThat(holds)
                .as(
                        "this machine has a sandbox that holds. Install the Debian package bubblewrap, or leave these"
                                + " tests out: -D%s=true. %s",
                        NO_SANDBOX, choice.status().detail())
                .isTrue();
    }
}
