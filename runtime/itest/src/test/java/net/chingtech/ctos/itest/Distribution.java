package net.chingtech.ctos.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The built distribution that the tests run. */
final class Distribution {

    /** One line of bundles.list. */
    record Line(int startLevel, Path jar) {}

    private Distribution() {}

    static Path folder() {
        Path folder = Path.of(System.getProperty("ctos.dist", "../dist/target/ctos"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(folder.resolve("bundles.list"))) {
            throw new IllegalStateException("no distribution in " + folder + ": build runtime/dist first");
        }
        return folder;
    }

    /** What a skill's own process is made of. */
    static Path child() {
        return folder().resolve("child");
    }

    /** The platform's bundles in their order. */
    static List<Line> bundles() {
        try {
            return Files.readAllLines(folder().resolve("bundles.list")).stream()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.split("\\s+"))
                    .map(words -> new Line(
                            Integer.parseInt(words[0]),
                            folder().resolve("bundles").resolve(words[1] + ".jar")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
