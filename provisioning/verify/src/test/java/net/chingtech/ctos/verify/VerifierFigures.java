package net.chingtech.ctos.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.sign.SignedRelease;

/** Measures one verification and one SHA-256 pass in turn, and prints the medians. */
public final class VerifierFigures {

    private static final int ENTRIES = 1_000;
    private static final int SIZE = 50 << 20;
    private static final int WARM_UP = 3;
    private static final int RUNS = 9;
    private static final double MS = 1e6;

    private VerifierFigures() {}

    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        measure("not compressible", folder, 1);
        measure("compressible", folder, 3);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void measure(String what, Path folder, int ratio) throws Exception {
        Scene scene = new Scene(folder);
        SignedRelease release = scene.publisher.sign(large(scene, ratio), scene.file("signed.jar"));
        Verifier verifier = scene.verifier();
        VerifiedStatement statement = verifier.statement(release.envelope());
        List<Double> verified = new ArrayList<>();
        List<Double> digested = new ArrayList<>();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        for (int i = -WARM_UP; i < RUNS; i++) {
            double digest = time(() -> digest(release.jar()));
            double verification = time(() -> verifier.artifact(release.jar(), statement));
            if (i >= 0) {
                digested.add(digest);
                verified.add(verification);
            }
        }
        double digest = median(digested);
        double verification = median(verified);
        System.out.printf(
                Locale.ROOT,
                "verification, %s: %.1f MiB, %d entries, %.1f MiB unpacked: %.0f ms; SHA-256 of the file: %.0f ms; ratio %.1f;"
                        + " heap at most %.0f of %.0f MiB; Java %s%n",
                what,
                mebibytes(Files.size(release.jar())),
                ENTRIES,
                mebibytes(unpacked(release.jar())),
                verification,
                digest,
                verification / digest,
                mebibytes(peak()),
                mebibytes(Runtime.getRuntime().maxMemory()),
                Runtime.version());
        Files.delete(release.jar());
    }

    private static Path large(Scene scene, int ratio) throws IOException {
        Path plain = Scene.skill().jar(scene.file("plain.jar"));
        Path large = scene.file("large.jar");
        Random random = new Random(1);
        try (ZipFile from = new ZipFile(plain.toFile());
                OutputStream out = Files.newOutputStream(large);
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
            for (int i = 0; i < ENTRIES; i++) {
                to.putNextEntry(new ZipEntry("data/" + i + ".bin"));
                to.write(ratio == 1 ? noise(random, SIZE / ENTRIES) : words(random, ratio * SIZE / ENTRIES));
            }
        }
        return large;
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Packs to about a third: words of a small language. */
    private static byte[] words(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            int word = (int) Math.abs(random.nextGaussian() * 200);
            text.append(Integer.toString(word * 7919, 36)).append(random.nextInt(12) == 0 ? ".\n" : " ");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void digest(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        digest.digest();
    }

    private static double time(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / MS;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static long unpacked(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().mapToLong(ZipEntry::getSize).sum();
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static double mebibytes(long bytes) {
        return bytes / 1048576.0;
    }
}
