package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.runtime.SkillFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk that runs full at every point of an update: all is as it was, with no byte free, too. */
class DiskFullTest {

    private static final int BLOCK = 4096;

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        Path place = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", place.toString());
        assumeTrue(mounted, "nobody here may mount a small disk");
        disk = place;
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            assertThat(run("umount", "-l", disk.toString())).isTrue();
        }
    }

    @Test
    void diskThatRunsFullAnywhere_allIsAsItWas() throws Exception {
        Set<String> failedAt = new TreeSet<>();
        int blocks = 0;
        Task task = null;
        while (task == null || task.state() != Task.State.SUCCEEDED) {
            assertThat(blocks).as("still: " + task).isLessThan(100);
            Rig rig = new Rig(Files.createDirectory(disk.resolve("rig" + blocks)));
            new Scenes(rig).migration();
            Map<String, String> before = picture(rig);
            task = updateWith(rig, blocks++);
            if (task.state() == Task.State.FAILED) {
                Problem problem = task.problem();
                assertThat(problem.code()).as(task.toString()).isIn("disk_full", "backup_no_space");
                assertThat(picture(rig)).as(task.toString()).isEqualTo(before);
                assertThat(picture(rig.restart())).as(task.toString()).isEqualTo(before);
                int said = task.log().indexOf("failed: " + problem);
                failedAt.add(said < 1 ? "before the first step" : task.log().get(said - 1));
            }
            SkillFolder.delete(rig.folder);
        }
        assertThat(failedAt).hasSizeGreaterThan(4);
    }

    /** Updates on a disk that has so many blocks left once the update has begun. */
    private Task updateWith(Rig rig, int blocks) throws IOException {
        Path filler = disk.resolve("filler");
        AtomicBoolean filled = new AtomicBoolean();
        try (Tasks.Watch watch = rig.parts.tasks.watch(task -> {
            if (filled.compareAndSet(false, true)) {
                fill(filler, blocks);
            }
        })) {
            return rig.carryOut(Scenes.UPDATE);
        } finally {
            Files.deleteIfExists(filler);
        }
    }

    private void fill(Path filler, int leave) {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long all = Files.getFileStore(disk).getUsableSpace() / BLOCK - leave;
            for (long i = 0; i < all; i++) {
                block.clear();
                channel.write(block);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> picture(Rig rig) {
        Map<String, String> picture = new TreeMap<>(rig.picture());
        picture.remove("skills/alerts.json");
        assertThat(rig.answering())
                .as(rig.parts.tasks.newest() + " " + rig.parts.agent.alerts())
                .containsExactly(CRM + "@2.0.1");
        return picture;
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
