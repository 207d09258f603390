package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.chingtech.ctos.format.password.PasswordHash;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another password for who forgot it; none of this needs a container that runs. */
class PasswordCommandTest {

    private static final String CHOSEN = "four horses eat hay";

    @TempDir
    private Path folder;

    private final InputStream input = System.in;
    private Typed typed;

    @BeforeEach
    void firstStart() throws Exception {
        new Secrets(new Home(folder), new SecureRandom()).complete();
        typed = new Typed(folder);
    }

    @AfterEach
    void giveInputBack() {
        System.setIn(input);
    }

    private Path file() {
        return folder.resolve("secrets/admin-password");
    }

    private int given(String text) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return typed.run("password", "--new-stdin");
    }

    @Test
    void new_password_from_the_input_is_kept_as_a_hash_that_only_its_owner_may_read() throws Exception {
        assertThat(given(CHOSEN + "\r\nnot this line\n")).isZero();

        String line = Files.readString(file());
        assertThat(PasswordHash.read(line.strip()).orElseThrow().fits(CHOSEN)).isTrue();
        assertThat(line + typed.out + typed.err).doesNotContain(CHOSEN);
        assertThat(typed.out).contains("has to log in again");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void chosen_password_is_never_shown_and_the_way_out_is_said() {
        given(CHOSEN);

        assertThat(typed.run("password", "--show")).isEqualTo(1);
        assertThat(typed.err).contains("(password_chosen)").contains("./ctos password --new");
        assertThat(typed.run("password")).isZero();
        assertThat(typed.out).contains("./ctos password --new").doesNotContain("pbkdf2");
        assertThat(typed.run("password", "--json")).isZero();
        assertThat(typed.out).contains("\"chosen\":true").doesNotContain("pbkdf2");
    }

    @Test
    void what_cannot_be_a_password_leaves_the_old_one() throws Exception {
        String before = Files.readString(file());

        assertThat(given("too short\n")).isEqualTo(1);
        assertThat(typed.err).contains("(password_weak)");
        assertThat(given("")).isEqualTo(1);
        assertThat(typed.err).contains("(password_needed)");
        assertThat(typed.run("password", "--new")).isEqualTo(1);
        assertThat(typed.err).contains("(password_needed)").contains("--new-stdin");
        assertThat(typed.run("password", "--show", "--new-stdin")).isEqualTo(2);
        assertThat(typed.run("password", CHOSEN))
                .as("a password as an argument")
                .isEqualTo(2);

        assertThat(Files.readString(file())).isEqualTo(before);
    }

    @Test
    void folder_that_is_no_home_gets_no_password() {
        typed = new Typed(folder.resolve("elsewhere"));

        assertThat(given(CHOSEN)).isEqualTo(1);
        assertThat(typed.err).contains("(secret_missing)");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void typed_password_is_asked_for_twice() throws Exception {
        assertThat(NewPassword.ask(false, typing(CHOSEN, CHOSEN))).isEqualTo(CHOSEN);
        assertThatThrownBy(() -> NewPassword.ask(false, typing(CHOSEN, "four horses eat hay!")))
                .isInstanceOfSatisfying(
                        CommandFailed.class, e -> assertThat(e.problem().code()).isEqualTo("password_differs"));
    }

    private static Passphrase.Prompt typing(String... lines) {
        Deque<String> left = new ArrayDeque<>(List.of(lines));
        return question -> left.removeFirst().toCharArray();
    }
}
