package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One way to lock a process in. */
public interface Sandbox {

    /** {@code bubblewrap}, {@code podman}, {@code docker}, {@code unshare} or {@code none}. */
    String name();

    /** Whether a process in it reaches no file of the machine but those of its {@link Launch}. */
    boolean isolatesFiles();

    /** What it does not stop on this machine, each a sentence for people. */
    List<String> cannotStop();

    /**
     * Where a file of the machine is inside: the place that the process must use.
     *
     * @param launch whose files these are
     */
    String inside(Launch launch, Path file);

    /** Starts a process in it. */
    Confined start(Launch launch) throws IOException;
}
