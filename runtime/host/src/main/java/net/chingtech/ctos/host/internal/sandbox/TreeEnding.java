package net.chingtech.ctos.host.internal.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/** Ends a sandbox whose processes descend from the one that we started. */
final class TreeEnding implements ConfinedProcess.Ending {

    private final Process process;
    private final boolean supervised;
    private final Path cgroup;

    /**
     * @param supervised whether the process that we started waits for the first one inside
     * @param cgroup that holds its processes, or null
     */
    TreeEnding(Process process, boolean supervised, Path cgroup) {
        this.process = process;
        this.supervised = supervised;
        this.cgroup = cgroup;
    }

    @Override
    public void end() {
        if (cgroup != null) {
            Cgroups.kill(cgroup);
        }
        if (supervised) {
            // The child of the one outside is the first inside; the one outside then reaps it, and ends with it.
            process.children().forEach(ProcessHandle::destroyForcibly);
        } else {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public void tidy() {
        if (cgroup != null) {
            Cgroups.remove(cgroup);
        }
    }

    @Override
    public Optional<String> exceeded() {
        return cgroup == null ? Optional.empty() : Cgroups.exceeded(cgroup);
    }

    @Override
    public long pid() {
        return process.pid();
    }
}
