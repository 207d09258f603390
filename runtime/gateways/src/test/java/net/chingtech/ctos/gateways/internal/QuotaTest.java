package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.gateways.Admissions.QuotaListener;
import net.chingtech.ctos.gateways.internal.quota.Quota;
import net.chingtech.ctos.gateways.internal.quota.QuotaLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaTest {

    @TempDir
    Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final QuotaListener listener = new QuotaListener() {
        @Override
        public void over(Problem problem) {
            told.add(problem.code());
        }

        @Override
        public void fits() {
            told.add("fits");
        }
    };

    private static void fill(Path file, long bytes) throws Exception {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(bytes);
        }
    }

    @Test
    void aSkillThatGrowsOverItsQuota_isToldOf_whileItRuns() throws Exception {
        try (Desk desk = new Desk(folder)) {
            Admitted skill = desk.admit("net.example.hoarder", "filesystem:temp");
            skill.onQuota(listener);
            fill(skill.dataFolder().resolve("big"), 257L << 20);

            assertThat(told.poll(120, TimeUnit.SECONDS)).isEqualTo("quota_exceeded");
            assertThat(desk.audit.entries.get(0))
                    .contains("quota_exceeded net.example.hoarder@1.0.0", "257 of 256 MiB");
            Files.delete(skill.dataFolder().resolve("big"));
            assertThat(told.poll(120, TimeUnit.SECONDS)).isEqualTo("fits");
            fill(skill.tempFolder().orElseThrow().resolve("big"), 129L << 20);
            assertThat(told.poll(120, TimeUnit.SECONDS)).isEqualTo("quota_exceeded");
            assertThat(Files.readString(folder.resolve("logs/skills/net.example.hoarder.log")))
                    .contains("data folder holds 257 of 256 MiB", "temporary folder holds 129 of 128 MiB");
        }
    }

    @Test
    void whatIsOverAtAdmission_isToldAtOnce() throws Exception {
        try (Desk desk = new Desk(folder)) {
            Files.createDirectories(folder.resolve("skills/data/net.example.hoarder"));
            fill(folder.resolve("skills/data/net.example.hoarder/big"), 257L << 20);

            desk.admit("net.example.hoarder").onQuota(listener);

            assertThat(told).containsExactly("quota_exceeded");
        }
    }

    @Test
    void whatCannotBeLookedAt_isTooMuch() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path temp = Files.createDirectories(folder.resolve("temp"));
        Files.createDirectories(data.resolve("d/".repeat(199)));
        new Quota("s", data, temp, new QuotaLimits(1 << 20, 1 << 20, 1_000), problem -> told.add("news")).look();
        assertThat(told).isEmpty();

        fill(Files.createDirectories(data.resolve("d/".repeat(250))).resolve("big"), 10L << 20);
        new Quota("s", data, temp, new QuotaLimits(1 << 20, 1 << 20, 1_000), problem -> told.add("news")).look();
        assertThat(told).containsExactly("news");
    }

    @Test
    void manyFilesAreTooMuch_andLinksLeadNowhere() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path temp = Files.createDirectories(folder.resolve("temp"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        fill(outside.resolve("big"), 10L << 20);
        Files.createSymbolicLink(data.resolve("link"), outside);
        Files.createSymbolicLink(data.resolve("loop"), data);
        new Quota("s", data, temp, new QuotaLimits(1 << 20, 1 << 20, 10), problem -> told.add("news")).look();
        assertThat(told).isEmpty();

        for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")) {
            Files.createFile(data.resolve(name));
        }
        new Quota("s", data, temp, new QuotaLimits(1 << 20, 1 << 20, 10), problem -> told.add("news")).look();
        assertThat(told).containsExactly("news");
    }
}
