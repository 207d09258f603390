package net.chingtech.ctos.format.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FullDiskTest {

    /** The device /dev/full refuses every byte as a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDisk_isKnown_alsoAsACause() {
        Throwable full = catchThrowable(() -> Files.write(Path.of("/dev/full"), new byte[] {1}));

        assertThat(FullDisk.is(full)).isTrue();
        assertThat(FullDisk.is(new UncheckedIOException((IOException) full))).isTrue();
        assertThat(FullDisk.is(new IOException("Disk quota exceeded"))).isTrue();
    }

    @Test
    void whatElseFails_isNoFullDisk() {
        assertThat(FullDisk.is(new AccessDeniedException("/x"))).isFalse();
        assertThat(FullDisk.is(new NoSuchFileException("/x"))).isFalse();
        assertThat(FullDisk.is(new IOException())).isFalse();
    }
}
