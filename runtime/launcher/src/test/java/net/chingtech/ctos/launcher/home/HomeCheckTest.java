package net.chingtech.ctos.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCheckTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_that_is_not_there_yet_is_made() throws Exception {
        HomeCheck.check(new Home(folder.resolve("a/b")));

        assertThat(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void a_home_of_this_format_is_taken() throws Exception {
        Files.writeString(folder.resolve("home.json"), "{\"format\":1,\"container_id\":\"x\"}");
        Files.createDirectory(folder.resolve("skills"));

        assertThatCode(() -> HomeCheck.check(new Home(folder))).doesNotThrowAnyException();
    }

    @Test
    void a_home_of_a_newer_format_is_refused() throws Exception {
        Files.writeString(folder.resolve("home.json"), "{\"format\":2,\"container_id\":\"x\",\"what\":\"is this\"}");

        assertThat(refusal(folder)).startsWith("home_newer").contains("format 2");
    }

    @Test
    void a_file_is_refused() throws Exception {
        assertThat(refusal(Files.createFile(folder.resolve("file"))))
                .startsWith("home_odd")
                .contains("is a file");
    }

    @Test
    void a_folder_with_other_things_is_refused_and_left_alone() throws Exception {
        Files.createFile(folder.resolve("letter.txt"));

        assertThat(refusal(folder)).startsWith("home_odd").contains("letter.txt");
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("letter.txt"));
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void what_a_start_left_that_was_ended_at_once_is_no_obstacle() throws Exception {
        Files.createDirectory(folder.resolve("run"));
        Files.createFile(folder.resolve(".123.half"));

        assertThatCode(() -> HomeCheck.check(new Home(folder))).doesNotThrowAnyException();
    }

    @Test
    void what_a_hub_is_given_before_its_first_start_is_no_obstacle() throws Exception {
        for (String name : List.of("metadata", "metadata-keys", "authorities/community")) {
            Files.createDirectories(folder.resolve("hub").resolve(name));
        }

        assertThatCode(() -> HomeCheck.check(new Home(folder))).doesNotThrowAnyException();
    }

    @Test
    void a_hub_folder_with_other_things_is_refused() throws Exception {
        Files.createDirectories(folder.resolve("hub/metadata"));
        Files.createFile(folder.resolve("hub/usb.conf"));

        assertThat(refusal(folder)).startsWith("home_odd").contains("(hub)");
    }

    @Test
    void a_home_that_cannot_be_written_is_refused() throws Exception {
        // A file where a folder is needed: holds for root, too, whom no rights stop.
        Files.writeString(folder.resolve("home.json"), "{\"format\":1,\"container_id\":\"x\"}");
        Files.createFile(folder.resolve("run"));

        assertThat(refusal(folder)).startsWith("home_");
    }

    @Test
    void a_home_file_that_is_no_json_is_refused() throws Exception {
        Files.writeString(folder.resolve("home.json"), "{");

        assertThat(refusal(folder)).startsWith("home_odd");
    }

    private static String refusal(Path home) {
        return catchThrowableOfType(CommandFailed.class, () -> HomeCheck.check(new Home(home)))
                .getMessage();
    }
}
