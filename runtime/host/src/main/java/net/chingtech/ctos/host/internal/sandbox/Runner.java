package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts the command of a sandbox under the limits of its launch: the kernel's where it lets us, else the watchdog's. */
final class Runner {

    private final Watchdog watchdog = new Watchdog();
    private final Optional<Cgroups> cgroups;

    Runner(Optional<Cgroups> cgroups) {
        this.cgroups = cgroups;
    }

    /** What its limits do not hold, for people. */
    List<String> cannotStop() {
        if (cgroups.isEmpty()) {
            return List.of(
                    "a burst of memory, processes or processor time that is shorter than a second: the kernel's control"
                            + " groups may not be used here, so limits are watched a few times a second");
        }
        return cgroups.get().whole()
                ? List.of()
                : List.of(
                        "a burst of memory or processor time that is shorter than a second: control groups of version 2 may"
                                + " not be used here, so these limits are watched a few times a second");
    }

    /**
     * Starts it.
     *
     * @param supervisors processes of the sandbox itself, which do not count
     */
    Confined start(Launch launch, Path options, Path filter, List<String> sandbox, int supervisors) throws IOException {
        Path cgroup = cgroups.isPresent() ? cgroups.get().create(launch.name(), launch.limits()) : null;
        Process process = null;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(Wrapper.command(options, filter, cgroup, launch.limits(), sandbox));
            builder.environment().clear();
            builder.directory(Path.of("/").toFile());
            process = Spawner.start(builder);
        } finally {
            if (process == null && cgroup != null) {
                Cgroups.remove(cgroup);
            }
        }
        return watch(process, launch.limits(), supervisors, new TreeEnding(process, supervisors > 0, cgroup));
    }

    /** Holds a process that was started to its limits. */
    Confined watch(Process process, Launch.Limits limits, int supervisors, ConfinedProcess.Ending ending) {
        ConfinedProcess confined = new ConfinedProcess(process, new Watched(limits, supervisors), ending);
        watchdog.watch(confined);
        return confined;
    }
}
