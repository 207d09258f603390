package net.chingtech.ctos.format.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    Path folder;

    @Test
    void replaces_andOnlyTheOwnerReads() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "old");
        Files.writeString(folder.resolve("a.json.new"), "what a killed writer left, for all to read");

        WholeFile.write(file, "new".getBytes());

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining(one -> one.toString().endsWith(WholeFile.NEW));
    }

    @Test
    void whatCannotBePutInPlace_leavesNothingBehind() throws IOException {
        Path file = folder.resolve("a.json");
        Files.createDirectories(file.resolve("not empty"));

        assertThatThrownBy(() -> WholeFile.write(file, new byte[1])).isInstanceOf(IOException.class);

        assertThat(folder).isDirectoryNotContaining(one -> one.toString().endsWith(WholeFile.NEW));
    }

    @Test
    void delete_isDoneTwice_withoutAWord() throws IOException {
        Path file = folder.resolve("a.json");
        WholeFile.write(file, new byte[0]);
        WholeFile.delete(file);
        WholeFile.delete(file);
        assertThat(file).doesNotExist();
    }
}
