package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxesTest {

    @TempDir
    Path folder;

    private Path scratch;

    @BeforeEach
    void prepare() throws IOException {
        scratch = Files.createDirectories(folder.resolve("scratch"));
    }

    @AfterEach
    void tidy() throws IOException {
        Folders.delete(scratch);
    }

    @Test
    void auto_neverTakesNone() {
        SandboxChoice choice = new Sandboxes(scratch).choose("auto", Cell.java());

        assertThat(choice.status().detail()).isNotEmpty();
        assertThat(choice.sandbox().map(Sandbox::name)).isNotEqualTo(java.util.Optional.of("none"));
        assertThat(choice.status().available()).isEqualTo(choice.sandbox().isPresent());
    }

    @Test
    void aHomeInOtherLetters_isNoReasonToRefuse() throws IOException {
        assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode("ö 好"))
                .as("this JVM can name such a folder")
                .isTrue();
        Path elsewhere = Files.createDirectories(folder.resolve("Größe 好"));

        assertThat(new Sandboxes(elsewhere).choose("auto", Cell.java()).status())
                .isEqualTo(new Sandboxes(scratch).choose("auto", Cell.java()).status());
    }

    @Test
    void none_saysWhatItDoesNotStop() {
        SandboxChoice choice = new Sandboxes(scratch).choose("none", Cell.java());

        assertThat(choice.status().available()).isTrue();
        assertThat(choice.status().isolatesFiles()).isFalse();
        assertThat(choice.status().cannotStop()).anyMatch(sentence -> sentence.contains("secrets"));
    }

    @Test
    void anUnknownName_isRefusedWithTheKnownOnes() {
        SandboxChoice choice = new Sandboxes(scratch).choose("chroot", Cell.java());

        assertThat(choice.sandbox()).isEmpty();
        assertThat(choice.status().code()).isEqualTo("sandbox_unknown");
        assertThat(choice.status().detail()).contains("chroot", "bubblewrap, podman, docker, unshare, none");
    }

    @Test
    void whatAnEarlierRunLeft_isDeleted() throws IOException {
        Path left = Files.writeString(scratch.resolve("launch1.sh"), "export SECRET=x");

        new Sandboxes(scratch).choose("none", Cell.java());

        assertThat(left).doesNotExist();
        assertThat(Files.getPosixFilePermissions(scratch)).hasSize(3);
    }

    @Test
    void aProcessWithoutASandbox_isSeenThrough() throws Exception {
        Plain plain = new Plain(scratch, new Runner(java.util.Optional.empty()));

        assertThatThrownBy(() -> new Probe(scratch, Cell.java()).run(new Pretending(plain)))
                .isInstanceOf(Probe.NotHolding.class)
                .hasMessageContaining("read:" + scratch)
                .hasMessageContaining("connect:")
                .hasMessageContaining("run:/bin/sh")
                .hasMessageContaining("processes:");
    }

    /** Says that it isolates, and does not. */
    private record Pretending(Plain plain) implements Sandbox {

        @Override
        public String name() {
            return "pretending";
        }

        @Override
        public boolean isolatesFiles() {
            return true;
        }

        @Override
        public List<String> cannotStop() {
            return List.of();
        }

        @Override
        public String inside(Launch launch, String place) {
            return plain.inside(launch, place);
        }

        @Override
        public Confined start(Launch launch) throws IOException {
            return plain.start(launch);
        }
    }
}
