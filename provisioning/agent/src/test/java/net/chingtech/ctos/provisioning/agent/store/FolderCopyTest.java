package net.chingtech.ctos.provisioning.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCopyTest {

    @TempDir
    Path folder;

    Path from;
    Path to;

    @BeforeEach
    void make() throws IOException {
        from = Files.createDirectory(folder.resolve("from"));
        to = folder.resolve("to");
    }

    @Test
    void modesTimesAndLinks_areAsTheyWere() throws Exception {
        FileTime then = FileTime.fromMillis(1_000_000_000_000L);
        Path file =
                Files.writeString(Files.createDirectories(from.resolve("a/b")).resolve("file"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x--x--x"));
        Files.setLastModifiedTime(file, then);
        Files.createSymbolicLink(from.resolve("link"), Path.of("a/b"));
        Files.createSymbolicLink(from.resolve("away"), Path.of("/etc/hostname"));
        Files.setPosixFilePermissions(from.resolve("a"), PosixFilePermissions.fromString("r-x------"));
        Files.setLastModifiedTime(from.resolve("a"), then);

        assertThat(FolderCopy.copy(from, to, false)).isEqualTo(7);

        Path copied = to.resolve("a/b/file");
        assertThat(copied).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copied)))
                .isEqualTo("r-x--x--x");
        assertThat(Files.getLastModifiedTime(copied)).isEqualTo(then);
        assertThat(Files.getLastModifiedTime(to.resolve("a"))).isEqualTo(then);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("a"))))
                .isEqualTo("r-x------");
        assertThat(Files.readSymbolicLink(to.resolve("link"))).isEqualTo(Path.of("a/b"));
        assertThat(Files.readSymbolicLink(to.resolve("away"))).isEqualTo(Path.of("/etc/hostname"));
        assertThat(Files.isRegularFile(to.resolve("away"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void whatIsClosedToItsOwner_isCopiedAndStaysClosed() throws Exception {
        Path file =
                Files.writeString(Files.createDirectory(from.resolve("shut")).resolve("file"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("---------"));

        FolderCopy.copy(from, to, false);

        for (Path shut : new Path[] {from.resolve("shut"), to.resolve("shut")}) {
            assertThat(Files.getPosixFilePermissions(shut)).isEmpty();
            Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(shut.resolve("file"))).isEmpty();
            Files.setPosixFilePermissions(shut.resolve("file"), PosixFilePermissions.fromString("rw-------"));
            assertThat(shut.resolve("file")).hasContent("content");
        }
    }

    @Test
    void pipe_isLeftOut_andNobodyWaitsForIt() throws Exception {
        Process made = new ProcessBuilder("mkfifo", from.resolve("pipe").toString()).start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Files.writeString(from.resolve("file"), "content");

        FolderCopy.copy(from, to, false);

        assertThat(to).isDirectoryContaining("glob:**/file").isDirectoryNotContaining("glob:**/pipe");
    }

    @Test
    void fileThatIsLongerThanWhatWasCounted_endsTheCopyBeforeTheDiskIsFull() throws Exception {
        long most = 1024 * 1024;
        try (RandomAccessFile file = new RandomAccessFile(from.resolve("hole").toFile(), "rw")) {
            file.setLength(64 * most);
        }

        assertThatThrownBy(() -> FolderCopy.copy(from, to, true, most, () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than " + most + " bytes");

        assertThat(Files.size(to.resolve("hole"))).isLessThanOrEqualTo(most);
    }

    @Test
    void cancelled_endsInTheMiddleOfAFile() throws Exception {
        long length = 64L * 1024 * 1024;
        try (RandomAccessFile file = new RandomAccessFile(from.resolve("hole").toFile(), "rw")) {
            file.setLength(length);
        }
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> FolderCopy.copy(from, to, false, length, () -> asked.incrementAndGet() > 3))
                .isInstanceOf(InterruptedIOException.class);

        assertThat(Files.size(to.resolve("hole"))).isLessThan(1024 * 1024);
    }

    @Test
    void foldersInFoldersWithoutEnd_areRefused() throws Exception {
        Path deep = from;
        for (int i = 0; i < 300; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        assertThatThrownBy(() -> FolderCopy.copy(from, to, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void swappedIn_againAndAgain_endsInTheSame() throws Exception {
        Path place = folder.resolve("data/skill");
        Files.createDirectories(place);
        Files.writeString(place.resolve("newer"), "2");
        Files.writeString(from.resolve("older"), "1");

        new FolderSwap(place).copy(from, () -> false);
        new FolderSwap(place).move(from);
        new FolderSwap(place).move(from);

        assertThat(place).isDirectoryContaining("glob:**/older").isDirectoryNotContaining("glob:**/newer");
        assertThat(from).doesNotExist();
        assertThat(place.getParent().toFile().list()).containsExactly("skill");
    }
}
