package net.chingtech.ctos.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RehearsalTest {

    @Test
    void aRehearsal_isARealStartAndCall_andItsEndWritesTheArchiveThatOthersStartFrom(@TempDir Path folder)
            throws Exception {
        Path archive = folder.resolve("child.jsa");
        try (TestContainer first = new TestContainer(folder, "-XX:ArchiveClassesAtExit=" + archive)) {
            assertThat(first.ask("rehearse", Map.of())).isNull();
            assertThat(first.asked)
                    .extracting(line -> line.split(" ")[0])
                    .containsExactly("data.query", "skills.call", "http.send");
            assertThat(first.log).containsExactly("log DEBUG The rehearsal is over.");
            assertThat(first.ask("stop", Map.of())).isNull();
            assertThat(first.exitStatus()).isZero();
        }
        assertThat(Files.size(archive)).isGreaterThan(1024 * 1024);
        assertThat(folder.resolve("tmp")).isEmptyDirectory();

        // The JVM does not start at all when the archive is not the one of these classes.
        try (TestContainer second = new TestContainer(folder, "-XX:SharedArchiveFile=" + archive, "-Xshare:on")) {
            second.start(TestSkill.of("tried", folder));
            assertThat(second.call("echo", Map.of("a", 1L))).isEqualTo(Map.of("a", 1L));
        }
    }
}
