package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeccompFilterTest {

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EAFNOSUPPORT = 97;
    private static final int CLONE_NEWUSER = 0x10000000;

    @TempDir
    Path folder;

    private Cells sandboxes;

    @BeforeEach
    void open() throws Exception {
        sandboxes = new Cells(folder.resolve("scratch"));
    }

    @AfterEach
    void close() throws Exception {
        sandboxes.close();
    }

    @Test
    void theKernel_refusesWhatTheFilterNames() throws Exception {
        Path perl = Programs.find("perl").orElse(null);
        assumeTrue(perl != null, "perl, which can make any system call, is not on this machine");
        SystemCalls calls = SystemCalls.ofThisMachine().orElseThrow();
        Sandbox sandbox = sandboxes.get("bubblewrap");
        Cell cell = new Cell(folder);
        String script =
                "sub try { my $n = shift; $! = 0; my $r = syscall($n, @_); print $r < 0 ? $! + 0 : 'done', qq(\\n) }"
                        + " my $x = 'x'; my $g = '/skill/data/g'; open(F, '>', '/skill/data/f');"
                        + "try(" + calls.denied().get("unshare") + "," + CLONE_NEWUSER + ");"
                        + "try(" + calls.judged("clone").orElseThrow() + "," + (CLONE_NEWUSER | 17) + ",0,0,0,0);"
                        + "try(" + calls.judged("clone3").orElseThrow() + ",0,0);"
                        + "try(" + calls.denied().get("ptrace") + ",0,0,0,0);"
                        + "try(" + calls.denied().get("memfd_create") + ",$x,0);"
                        + "try(" + calls.denied().get("io_uring_setup") + ",1,0);"
                        + "try(" + calls.judged("socket").orElseThrow() + ",16,3,0);"
                        + "try(" + calls.judged("socket").orElseThrow() + ",38,5,0);"
                        + "try(" + calls.judged("socket").orElseThrow() + ",2,1,0);"
                        + "try(" + calls.judged("fchmod").orElseThrow() + ",fileno(F)," + 04755 + ");"
                        + "try(" + calls.judged("fchmod").orElseThrow() + ",fileno(F)," + 0755 + ");"
                        + "try(" + calls.judged("openat").orElseThrow() + ",-100,$g,65," + 04755 + ");"
                        + "try(" + calls.judged("openat").orElseThrow() + ",-100,$g,65," + 0755 + ");";

        Cell.Outcome outcome = cell.run(sandbox, List.of(perl), "run", perl.toString(), "-e", script);

        assertThat(outcome.output().lines())
                .as(outcome.errors())
                .containsExactly(
                        "" + EPERM,
                        "" + EPERM,
                        "" + ENOSYS,
                        "" + EPERM,
                        "" + EPERM,
                        "" + EPERM,
                        "" + EAFNOSUPPORT,
                        "" + EAFNOSUPPORT,
                        "done",
                        "" + EPERM,
                        "done",
                        "" + EPERM,
                        "done");
    }

    @ParameterizedTest
    @EnumSource(SystemCalls.class)
    void everyJump_endsInTheFilter_andEveryRoadInAVerdict(SystemCalls calls) {
        for (boolean forks : new boolean[] {true, false}) {
            byte[] filter = SeccompFilter.of(calls, forks);
            int count = filter.length / 8;
            ByteBuffer code = ByteBuffer.wrap(filter).order(ByteOrder.LITTLE_ENDIAN);

            assertThat(filter.length % 8).isZero();
            assertThat(count).isLessThan(4096);
            for (int i = 0; i < count; i++) {
                if ((code.getShort(8 * i) & 7) == 5) {
                    int furthest = i + 1 + Math.max(code.get(8 * i + 2) & 255, code.get(8 * i + 3) & 255);
                    assertThat(furthest).isLessThan(count);
                }
            }
            assertThat(code.getShort(8 * (count - 1)))
                    .as("the last is a verdict")
                    .isEqualTo((short) 6);
        }
    }
}
