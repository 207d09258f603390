package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

    private static final int FILES = 5_000;

    @TempDir
    Path work;

    @Test
    void folderThatBecomesALinkMeanwhile_leadsNowhere() throws Exception {
        Path outside = Files.createDirectories(work.resolve("outside"));
        Path victim = Files.writeString(outside.resolve("file"), "of somebody else");
        Path temp = Files.createDirectories(work.resolve("temp"));
        Path inside = Files.createDirectories(temp.resolve("a"));
        Files.writeString(inside.resolve("file"), "of the skill");
        Path many = Files.createDirectories(temp.resolve("z"));
        for (int i = 0; i < FILES; i++) {
            Files.createFile(many.resolve(String.format("%05d", i)));
        }
        CompletableFuture<Void> skill = CompletableFuture.runAsync(
                () -> swapWhenBegun(many, inside, outside), work -> new Thread(work).start());

        try {
            Removal.of(temp);
        } catch (IOException e) {
            // It may find what it did not expect; then the rest stays for the next time.
        }
        skill.get(120, TimeUnit.SECONDS);

        assertThat(victim).hasContent("of somebody else");
        Removal.of(temp);
        assertThat(temp).doesNotExist();
        assertThat(victim).hasContent("of somebody else");
    }

    /** What a skill does as soon as it sees that its files go. */
    private static void swapWhenBegun(Path many, Path inside, Path outside) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Files.exists(many.resolve(String.format("%05d", FILES - 1)))
                && Files.exists(many.resolve("00000"))
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        try {
            Files.move(inside, inside.resolveSibling("b"));
            Files.createSymbolicLink(inside, outside);
        } catch (IOException e) {
            // It was removed already, which is as good.
        }
    }

    @Test
    void linkItself_isRemovedAndNotFollowed() throws Exception {
        Path outside = Files.createDirectories(work.resolve("outside"));
        Path victim = Files.writeString(outside.resolve("file"), "of somebody else");
        Path temp = Files.createDirectories(work.resolve("temp/deep/er"));
        Files.createSymbolicLink(temp.resolve("link"), outside);

        Removal.of(work.resolve("temp"));

        assertThat(work.resolve("temp")).doesNotExist();
        assertThat(victim).exists();
    }
}
