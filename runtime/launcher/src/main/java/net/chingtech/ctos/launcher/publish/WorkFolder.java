package net.chingtech.ctos.launcher.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for what a command needs meanwhile. Nothing of it is left, also when the command is ended by Ctrl-C. */
public final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final Thread atTheEnd;

    private WorkFolder(Path path) {
        this.path = path;
        this.atTheEnd = new Thread(this::remove, "remove " + path);
    }

    /** Makes one that nobody else may read. */
    public static WorkFolder make() throws IOException {
        WorkFolder made = new WorkFolder(Files.createTempDirectory("ctos-work"));
        Runtime.getRuntime().addShutdownHook(made.atTheEnd);
        return made;
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            // The end has come meanwhile, and finds nothing to remove.
        }
    }

    private void remove() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException | UncheckedIOException e) {
            // Below the machine's own place for such things, which is emptied by the machine.
            path.toFile().deleteOnExit();
        }
    }
}
