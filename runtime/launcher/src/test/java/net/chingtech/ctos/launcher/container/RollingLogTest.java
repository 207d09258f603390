package net.chingtech.ctos.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingLogTest {

    @TempDir
    private Path folder;

    @Test
    void a_full_log_is_put_aside_and_only_one_is_kept() {
        Path file = folder.resolve("hub.log");
        RollingLog log = new RollingLog(file, 10);
        for (String output : new String[] {"first\n", "second\n", "third\n"}) {
            log.copy(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(file).hasContent("third\n");
        assertThat(folder.resolve("hub.log.1")).hasContent("second\n");
        assertThat(folder.toFile().list()).hasSize(2);
    }
}
