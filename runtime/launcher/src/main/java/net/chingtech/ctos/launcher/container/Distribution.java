package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/**
 * The folder that this program was started from.
 *
 * @param root holds lib/, bundles/, child/, hub/lib/, skills/ and bundles.list
 */
public record Distribution(Path root) {

    /** System property that names the folder; the {@code ctos} command sets it. */
    public static final String PROPERTY = "ctos.dist";

    /** @throws CommandFailed {@code distribution_missing} */
    public static Distribution here() throws CommandFailed {
        String folder = System.getProperty(PROPERTY);
        if (folder == null || !Files.isRegularFile(Path.of(folder, "bundles.list"))) {
            throw new CommandFailed(
                    "distribution_missing",
                    "the distribution is not where -D" + PROPERTY + " says (" + folder + ")",
                    "Start this program with the ctos command");
        }
        return new Distribution(Path.of(folder).toAbsolutePath().normalize());
    }

    /** The bundles to install, in order. */
    public List<BundleLine> bundles() throws CommandFailed {
        Path list = root.resolve("bundles.list");
        try {
            return BundleLine.parse(Files.readAllLines(list), list.toString());
        } catch (IOException e) {
            throw new CommandFailed("distribution_missing", list + " cannot be read", "Build it again", e);
        }
    }

    public Path bundle(BundleLine line) {
        return root.resolve("bundles").resolve(line.name() + ".jar");
    }

    public Path hubLibraries() {
        return root.resolve("hub/lib");
    }

    /** What the processes of skills are started from: {@code lib/} and {@code bundles/}. */
    public Path child() {
        return root.resolve("child");
    }

    public Path logging() {
        return root.resolve("logback.xml");
    }

    /** The example skills' JARs, unsigned, by name. */
    public List<Path> skills() throws IOException {
        Path folder = root.resolve("skills");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
