package net.chingtech.clawhub.script;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many scripts of this skill run. A process that a script left to nobody would live on for as long as the skill, so once no
 * script runs all processes are ended but the skill's own and those that hold it.
 */
final class Runs {

    /** Where a skill's data is in a sandbox, and nowhere else: there all processes are the skill's. */
    private static final Path INSIDE = Path.of("/skill/data");

    /** What ends may start others once more before it does. */
    private static final int ROUNDS = 5;

    private static int running;

    private Runs() {}

    static synchronized void begin() {
        running++;
    }

    static synchronized void end(Path dataFolder) {
        running--;
        if (running > 0 || !dataFolder.equals(INSIDE)) {
            return;
        }
        Set<ProcessHandle> own = own();
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> left = ProcessHandle.allProcesses()
                    .filter(process -> !own.contains(process))
                    .toList();
            left.forEach(ProcessHandle::destroyForcibly);
            if (left.isEmpty()) {
                return;
            }
        }
    }

    /** This JVM, whoever started it, and the first of all. */
    private static Set<ProcessHandle> own() {
        Set<ProcessHandle> own = new HashSet<>();
        Optional<ProcessHandle> next = Optional.of(ProcessHandle.current());
        while (next.isPresent() && own.add(next.get())) {
            next = next.get().parent();
        }
        ProcessHandle.of(1).ifPresent(own::add);
        return own;
    }
}
