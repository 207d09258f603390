package net.chingtech.ctos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillFolderTest {

    @TempDir
    Path scratch;

    @Test
    void aFolderThatIsDeeperThanAPathMayBeLong_isDeleted() throws Exception {
        Path folder = Files.createDirectory(scratch.resolve("folder"));
        for (int i = 0; i < 4; i++) {
            // Each time all that is there moves to the bottom of another 1,500 levels: no path is needed to the end.
            Path tower = Files.createDirectory(scratch.resolve("tower"));
            Path bottom = tower;
            for (int level = 0; level < 1_500; level++) {
                bottom = Files.createDirectory(bottom.resolve("d"));
            }
            Files.writeString(bottom.resolve("file"), "x");
            Files.move(folder, bottom.resolve("d"));
            Files.move(tower, folder);
        }

        SkillFolder.delete(folder);

        assertThat(folder).doesNotExist();
    }

    @Test
    void aFolderThatNobodyMayLookInto_isDeleted() throws Exception {
        Path folder = Files.createDirectory(scratch.resolve("folder"));
        Path closed = Files.createDirectories(folder.resolve("a/closed/further"));
        Files.writeString(closed.resolve("file"), "x");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("---------"));

        SkillFolder.delete(folder);

        assertThat(folder).doesNotExist();
    }

    @Test
    void aLink_isDeletedAndNotFollowed() throws Exception {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "x");
        Path folder = Files.createDirectories(scratch.resolve("folder/in"));
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createSymbolicLink(folder.getParent().resolve("link"), outside);

        SkillFolder.delete(folder.getParent());
        SkillFolder.delete(Files.createSymbolicLink(scratch.resolve("itself"), outside));

        assertThat(scratch).isDirectoryNotContaining("glob:**/{folder,itself}");
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void whatIsNotThere_isNoError() throws IOException {
        SkillFolder.delete(scratch.resolve("nothing"));

        assertThat(scratch).isEmptyDirectory();
    }
}
