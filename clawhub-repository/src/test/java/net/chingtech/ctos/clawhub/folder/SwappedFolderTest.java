package net.chingtech.ctos.clawhub.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write to a folder puts something else in place of what is in it, just when it is opened. */
class SwappedFolderTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path temp;

    private Path skill;
    private Path data;

    @BeforeEach
    void skill() throws IOException {
        temp = temp.toRealPath();
        skill = temp.resolve("skill");
        data = Files.createDirectories(skill.resolve("data"));
        Files.writeString(skill.resolve("SKILL.md"), "# It\n");
        Files.writeString(data.resolve("key"), "harmless");
    }

    private interface Swap {
        void swap() throws IOException, InterruptedException;
    }

    private static Consumer<String> before(String path, Swap swap) {
        return opened -> {
            try {
                if (opened.equals(path)) {
                    swap.swap();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Test
    void folderThatBecomesALink_leadsNowhereElse() throws Exception {
        Path secret = Files.createDirectories(temp.resolve("secret"));
        Files.writeString(secret.resolve("key"), "secret");

        Gathered gathered = new LegacyDirectory(skill, LONG, before("data/key", () -> {
                    Files.move(data, temp.resolve("away"));
                    Files.createSymbolicLink(data, secret);
                }))
                .read();

        assertThat(gathered.files().get("data/key").text()).contains("harmless");
    }

    @Test
    void fileThatBecomesALink_isNotFollowed() throws Exception {
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        LegacyDirectory directory = new LegacyDirectory(skill, LONG, before("data/key", () -> {
            Files.delete(data.resolve("key"));
            Files.createSymbolicLink(data.resolve("key"), secret);
        }));

        assertThat(catchThrowableOfType(ProvisioningException.class, directory::read)
                        .problem()
                        .code())
                .isEqualTo("folder_unreadable");
    }

    @Test
    void fileThatBecomesAPipe_isGivenUp_andKeepsNoMemory() throws Exception {
        Path pipe = data.resolve("key");
        Path made = temp.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", made.toString()).start().waitFor())
                .isZero();
        LegacyDirectory directory = new LegacyDirectory(
                skill,
                Duration.ofSeconds(5),
                before("data/key", () -> Files.move(made, pipe, StandardCopyOption.REPLACE_EXISTING)));

        assertThatThrownBy(directory::read).isInstanceOfSatisfying(ProvisioningException.class, e -> assertThat(
                        e.problem().code())
                .isEqualTo("folder_hangs"));
        assertThat(OnTime.hanging()).isEqualTo(1);

        // Whoever opens the other end lets it go.
        Files.newByteChannel(pipe, StandardOpenOption.WRITE).close();
        awaitNoneHanging();
    }

    @Test
    void folder_isNotRead_whileTooManyOthersHang() throws Exception {
        Object lock = new Object();
        boolean[] go = {false};
        for (int i = 0; i < OnTime.MOST_HANGING; i++) {
            assertThatThrownBy(() -> OnTime.read(Duration.ofMillis(1), "x", () -> waited(lock, go), () -> {}))
                    .hasMessageContaining("folder_hangs");
        }

        assertThatThrownBy(() -> new LegacyDirectory(skill).read()).hasMessageContaining("still hang");

        synchronized (lock) {
            go[0] = true;
            lock.notifyAll();
        }
        awaitNoneHanging();
        assertThat(new LegacyDirectory(skill).read().files()).hasSize(2);
    }

    /** As somebody waits who opens a pipe: being interrupted does not help. */
    private static Void waited(Object lock, boolean[] go) {
        synchronized (lock) {
            while (!go[0]) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    continue;
                }
            }
        }
        return null;
    }

    private static void awaitNoneHanging() {
        Instant deadline = Instant.now().plusSeconds(60);
        while (OnTime.hanging() > 0) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
