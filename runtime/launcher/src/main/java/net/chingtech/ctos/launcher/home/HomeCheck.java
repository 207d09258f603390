package net.chingtech.ctos.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** Whether a container can be started on a folder. Nothing is made but the folder itself and {@code run/}. */
public final class HomeCheck {

    /** The newest format of a home that this release reads, and the one that it writes. */
    public static final int FORMAT = 1;

    /** What a first start may have left that was ended before it had written home.json. */
    private static final Set<String> BEFORE_HOME_JSON = Set.of("run");

    /** What a hub is given before it starts for the first time: its root, the keys that sign its lists, whom it trusts. */
    private static final Set<String> BEFORE_HUB = Set.of("metadata", "metadata-keys", "authorities");

    private HomeCheck() {}

    /** @throws CommandFailed {@code home_odd}, {@code home_not_writable}, {@code home_newer} */
    public static void check(Home home) throws CommandFailed {
        Path root = home.root();
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw odd(home, root + " is a file, not a folder");
        }
        // What is somebody else's is left as it is.
        if (Files.exists(home.file())) {
            checkFormat(home);
        } else if (Files.exists(root)) {
            checkEmpty(home);
        }
        try {
            Files.createDirectories(home.lock().getParent());
            Path probe = Files.createTempFile(home.lock().getParent(), ".", ".probe");
            Files.delete(probe);
        } catch (FileAlreadyExistsException e) {
            throw odd(home, e.getFile() + " is a file where a folder should be");
        } catch (IOException e) {
            throw new CommandFailed(
                    "home_not_writable",
                    "the home " + root + " cannot be written",
                    "Make it writable, or choose another with --home DIR",
                    e);
        }
    }

    private static void checkFormat(Home home) throws CommandFailed {
        HomeFile file;
        try {
            file = Json.read(Files.readAllBytes(home.file()), HomeFile.class);
        } catch (IOException | FormatException e) {
            throw odd(home, home.file() + " cannot be read: " + e.getMessage());
        }
        if (file.format() > FORMAT) {
            throw new CommandFailed(
                    "home_newer",
                    "the home " + home + " is of format " + file.format() + ", this release reads up to " + FORMAT,
                    "Use the newer release that wrote it, or choose another with --home DIR");
        }
        if (file.format() < 1) {
            throw odd(home, home.file() + " names no format");
        }
    }

    private static void checkEmpty(Home home) throws CommandFailed {
        try {
            var stranger = names(home.root()).stream()
                    .filter(name -> !BEFORE_HOME_JSON.contains(name) && !name.endsWith(".half"))
                    .filter(name -> !home.root().resolve(name).equals(home.hub()) || !isNewHub(home.hub()))
                    .findFirst();
            if (stranger.isPresent()) {
                throw odd(home, home + " holds other things (" + stranger.get() + ") and no home.json");
            }
        } catch (IOException | UncheckedIOException e) {
            throw odd(home, home + " cannot be listed: " + e.getMessage());
        }
    }

    private static boolean isNewHub(Path hub) {
        try {
            return Files.isDirectory(hub) && BEFORE_HUB.containsAll(names(hub));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private static CommandFailed odd(Home home, String detail) {
        return new CommandFailed("home_odd", detail, "Choose an empty or new folder with --home DIR");
    }
}
