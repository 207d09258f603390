package net.chingtech.ctos.settings.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of all configurations, in one folder. What is damaged is put aside and keeps nobody from reading the rest. */
final class ConfigFolder {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigFolder.class);
    private static final String DAMAGED = ".damaged";
    private static final String PAST = "-before";
    private static final long LARGEST = 16L * 1024 * 1024;

    private final Path folder;

    ConfigFolder(Path folder) throws IOException {
        this.folder = folder;
        WholeFile.ownersFolder(folder);
    }

    /** Everything that is readable, by PID. */
    Map<String, Stored> read() throws IOException {
        Map<String, Stored> all = new TreeMap<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(WholeFile.NEW)) {
                // Never became true.
                Files.delete(file);
            } else if (name.endsWith(FileNames.ENDING)) {
                try {
                    Stored stored = read(file);
                    all.put(stored.pid(), stored);
                } catch (FormatException | IllegalArgumentException e) {
                    putAside(file, e);
                }
            }
        }
        return all;
    }

    private static Stored read(Path file) throws IOException, FormatException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("it is larger than " + LARGEST + " bytes");
        }
        Stored stored = Json.read(Files.readAllBytes(file), Stored.class);
        if (stored.format() != Stored.FORMAT || stored.pid() == null) {
            throw new IllegalArgumentException("it is not of format " + Stored.FORMAT);
        }
        // A file that was copied over another one would stand in two places.
        if (!FileNames.of(stored.pid()).equals(file.getFileName().toString())) {
            throw new IllegalArgumentException("its name is not that of its PID");
        }
        for (Stored.Item item : stored.values().values()) {
            if (item == null || item.type() == null) {
                throw new IllegalArgumentException("a value has no type");
            }
            TypedValues.read(item);
        }
        return stored;
    }

    /** Nothing of what the file says is logged: there may be secrets in it that somebody wrote by hand. */
    private void putAside(Path file, Exception why) throws IOException {
        String name = file.getFileName() + DAMAGED;
        Path aside = folder.resolve(name);
        for (int i = 2; Files.exists(aside); i++) {
            aside = folder.resolve(file.getFileName() + "." + i + DAMAGED);
        }
        Files.move(file, aside);
        WholeFile.syncFolder(folder);
        LOG.error(
                "{} is damaged ({}) and was kept as {}; what it configures is off or has its defaults until it is set"
                        + " again",
                file,
                why instanceof FormatException format
                        ? format.code()
                        : why.getClass().getSimpleName(),
                aside.getFileName());
    }

    void write(Stored stored) throws IOException {
        WholeFile.write(folder.resolve(FileNames.of(stored.pid())), Json.writePretty(stored));
    }

    void delete(String pid) throws IOException {
        WholeFile.delete(folder.resolve(FileNames.of(pid)));
    }

    /** The damaged files in whose place there is no good one, of the PIDs that end like this. */
    List<Path> damaged(String end) throws IOException {
        List<Path> damaged = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            String good = good(name, end);
            if (name.endsWith(DAMAGED) && good != null && !Files.exists(folder.resolve(good))) {
                damaged.add(file);
            }
        }
        return damaged;
    }

    /** The name of the good file in whose place another one was, if that is of a PID that ends like this; otherwise null. */
    private static String good(String name, String end) {
        String tail = FileNames.encoded(end) + FileNames.ENDING;
        int at = name.indexOf(tail);
        return at >= 0 && name.startsWith(".", at + tail.length()) ? name.substring(0, at + tail.length()) : null;
    }

    void forgetDamaged(String end) throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(DAMAGED) && good(name, end) != null) {
                forget(file);
            }
        }
    }

    /** Those of PIDs with this part that do not end like one of these. */
    void forgetAllDamaged(String part, List<String> keptEnds) throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            boolean meant = name.endsWith(DAMAGED) && name.contains(FileNames.encoded(part));
            if (meant && keptEnds.stream().allMatch(end -> good(name, end) == null)) {
                forget(file);
            }
        }
    }

    private static void forget(Path file) throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + PAST), StandardCopyOption.REPLACE_EXISTING);
    }

    void recallDamaged(String end) throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(DAMAGED + PAST) && good(name, end) != null) {
                Files.move(file, file.resolveSibling(name.substring(0, name.length() - PAST.length())));
            }
        }
    }

    /** In the order of their names, so that what happens does not depend on the file system. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
