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
     * Where something is inside: the path that the process must use.
     *
     * @param place a place of {@link Launch#readOnly} or {@link Launch#writable}, or one below it
     */
    String inside(Launch launch, String place);

    /** Where a program of {@link Launch#programs} is inside. */
    default String inside(Path program) {
        return program.toString();
    }

    /** Starts a process in it. */
    Confined start(Launch launch) throws IOException;
}
