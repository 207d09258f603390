package net.chingtech.ctos.provisioning.agent.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import net.chingtech.ctos.format.PlainText;
import org.junit.jupiter.api.Test;

class DiskFailuresTest {

    @Test
    void theNameOfASkillsFile_writesNoLinesOfItsOwn_andMovesNoTerminal() {
        String detail = DiskFailures.of(
                        new AccessDeniedException("/data/a\n12:00 all is well\r\u001b[2J\u202e" + "x".repeat(4000)),
                        "copy what Notes has")
                .detail();

        assertThat(detail)
                .contains("AccessDeniedException", "/data/a", "all is well")
                .doesNotContain("\n", "\r");
        assertThat(PlainText.hides(detail)).isFalse();
        assertThat(detail).hasSizeLessThan(800);
    }

    @Test
    void aFullDisk_isSaidSo() {
        assertThat(DiskFailures.of(new IOException(new IOException("No space left on device")), "copy")
                        .code())
                .isEqualTo("disk_full");
    }
}
