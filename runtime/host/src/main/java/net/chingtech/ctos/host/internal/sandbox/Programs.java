package net.chingtech.ctos.host.internal.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the programs that a skill may be allowed to run. */
public final class Programs {

    /** Only the machine's own folders: what lies on the PATH of whoever started the container may be theirs alone. */
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    private Programs() {}

    /** The file of a program, or empty when this machine does not have it. */
    public static Optional<Path> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
