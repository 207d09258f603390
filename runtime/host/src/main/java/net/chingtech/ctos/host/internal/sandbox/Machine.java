package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who the container is on this machine. */
final class Machine {

    private static final Path SELF = Path.of("/proc/self");

    private Machine() {}

    static int user() throws IOException {
        return (int) Files.getAttribute(SELF, "unix:uid");
    }

    static int group() throws IOException {
        return (int) Files.getAttribute(SELF, "unix:gid");
    }

    /** What no sandbox of this kernel stops. */
    static final String KERNEL = "an error in the Linux kernel that a process without any rights can use";

    /** What a sandbox with a {@code /proc} of its own still tells. */
    static final String PROC =
            "reading in /proc where its own folders lie on the machine, and what processor and how much memory it has";

    /** What only an ordinary user's sandboxes hold, where no filter refuses it. */
    static final String ROOTS_FILES =
            "leaving a program in its own folders that runs as root for whoever starts it: the container was started by root";
}
