package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With folders that look as the kernel's do; what the kernel makes of them is asked by {@link LimitsTest} where it may. */
class CgroupsTest {

    @TempDir
    Path folder;

    @Test
    void aGroupThatIsNotOurs_isNotUsed() throws Exception {
        Path own = Files.writeString(folder.resolve("cgroup"), "8:pids:/other\n0::/user.slice/ctos\n");

        assertThat(Cgroups.delegated(folder, own)).isEmpty();
    }

    @Test
    void aGroupThatSomebodyElseIsIn_isNotUsed() throws Exception {
        Path base = unified("1 2 3", "");

        assertThat(Cgroups.delegated(folder, folder.resolve("cgroup"))).isEmpty();
        assertThat(base.resolve("ctos-container")).doesNotExist();
    }

    @Test
    void aGroupWithAllControllers_isUsedWhole() throws Exception {
        unified("", "cpu memory pids");

        assertThat(Cgroups.delegated(folder, folder.resolve("cgroup"))
                        .orElseThrow()
                        .whole())
                .isTrue();
    }

    @Test
    void theKernelsCountOfKilledProcesses_isAnExceededLimit() throws Exception {
        Path group = Files.createDirectory(folder.resolve("group"));
        Files.writeString(group.resolve("memory.events"), "low 0\noom 1\noom_kill 0\n");
        assertThat(Cgroups.exceeded(group)).isEmpty();

        Files.writeString(group.resolve("memory.events"), "low 0\noom 1\noom_kill 2\n");

        assertThat(Cgroups.exceeded(group)).contains("it used more memory than is allowed");
    }

    @Test
    void groupsOfContainersThatWereKilled_areRemoved() throws Exception {
        Path base = Files.createDirectories(folder.resolve("pids"));
        Files.createFile(base.resolve("cgroup.procs"));
        Path dead = Files.createDirectory(base.resolve("ctos-4194305-1-skill"));
        Path living = Files.createDirectory(
                base.resolve("ctos-" + ProcessHandle.current().pid() + "-1-skill"));
        Path own = Files.writeString(folder.resolve("cgroup"), "8:pids:/\n0::/\n");

        Cgroups cgroups = Cgroups.delegated(folder, own).orElseThrow();

        assertThat(cgroups.whole()).isFalse();
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
    }

    private Path unified(String processes, String shared) throws Exception {
        Path base = Files.createDirectories(folder.resolve("ctos"));
        Files.writeString(folder.resolve("cgroup"), "0::/ctos\n");
        Files.writeString(base.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
        Files.writeString(base.resolve("cgroup.procs"), processes);
        Files.writeString(base.resolve("cgroup.subtree_control"), shared);
        return base;
    }
}
