package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits of the kernel (control groups), where this container may set them for its own processes: memory, processes and
 * processor time with version 2, and the number of processes with version 1.
 */
final class Cgroups {

    private static final Logger LOG = LoggerFactory.getLogger(Cgroups.class);
    private static final List<String> CONTROLLERS = List.of("memory", "pids", "cpu");
    private static final int PERIOD_MICROS = 100_000;
    private static final int SUPERVISORS = 8;

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path base;
    private final boolean whole;

    private Cgroups(Path base, boolean whole) {
        this.base = base;
        this.whole = whole;
    }

    /**
     * The group of this container, when its limits may be set by us.
     *
     * @param mount where the file systems are, {@code /sys/fs/cgroup}
     * @param own the file that names our own groups, {@code /proc/self/cgroup}
     */
    static Optional<Cgroups> delegated(Path mount, Path own) {
        try {
            Optional<Path> unified = group(own, "0::").map(group -> inside(mount, group));
            if (unified.isPresent() && offers(unified.get())) {
                share(unified.get());
                return Optional.of(new Cgroups(unified.get(), true).tidied());
            }
        } catch (IOException e) {
            LOG.debug("no control group of version 2 may be used", e);
        }
        try {
            // Names such as 8:pids:/user.slice
            return group(own, "\\d+:pids:")
                    .map(group -> inside(mount.resolve("pids"), group))
                    .filter(base -> Files.isWritable(base) && Files.exists(base.resolve("cgroup.procs")))
                    .map(base -> new Cgroups(base, false).tidied());
        } catch (IOException e) {
            LOG.debug("no control group of version 1 may be used", e);
            return Optional.empty();
        }
    }

    /** Without the groups of containers that were killed; one that still has processes stays. */
    private Cgroups tidied() {
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(base, "ctos-[0-9]*-*")) {
            for (Path group : groups) {
                String pid = group.getFileName().toString().split("-")[1];
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    kill(group);
                    Files.deleteIfExists(group);
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.debug("an old control group stays", e);
        }
        return this;
    }

    /** Whether memory and processor time are held by the kernel, too. */
    boolean whole() {
        return whole;
    }

    private static Optional<String> group(Path own, String prefix) throws IOException {
        return Files.readAllLines(own, StandardCharsets.UTF_8).stream()
                .filter(line -> line.matches(prefix + "/.*"))
                .map(line -> line.replaceFirst(prefix + "/", ""))
                .findFirst();
    }

    private static Path inside(Path mount, String group) {
        return mount.resolve(group).normalize();
    }

    private static boolean offers(Path base) throws IOException {
        Path controllers = base.resolve("cgroup.controllers");
        return Files.exists(controllers) && words(controllers).containsAll(CONTROLLERS) && Files.isWritable(base);
    }

    /** A group that hands controllers on may have no process itself: ours go into a leaf. */
    private static void share(Path base) throws IOException {
        Path shared = base.resolve("cgroup.subtree_control");
        if (words(shared).containsAll(CONTROLLERS)) {
            return;
        }
        long self = ProcessHandle.current().pid();
        List<String> processes = words(base.resolve("cgroup.procs"));
        List<String> ours = ProcessHandle.current()
                .descendants()
                .map(child -> "" + child.pid())
                .toList();
        if (!processes.stream().allMatch(pid -> pid.equals("" + self) || ours.contains(pid))) {
            throw new IOException("others are in the group " + base);
        }
        Path leaf = Files.createDirectories(base.resolve("ctos-container"));
        for (String pid : processes) {
            write(leaf.resolve("cgroup.procs"), pid);
        }
        write(shared, "+memory +pids +cpu");
    }

    /** A new group with these limits; a process enters it by its file {@code cgroup.procs}. */
    Path create(String name, Launch.Limits limits) throws IOException {
        Path group =
                base.resolve("ctos-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-" + name);
        Files.createDirectory(group);
        try {
            // Threads count here, and those of the sandbox itself.
            write(group.resolve("pids.max"), "" + (limits.threads() + SUPERVISORS));
            if (whole) {
                write(group.resolve("memory.max"), "" + limits.memoryBytes());
                write(group.resolve("memory.oom.group"), "1");
                write(group.resolve("cpu.max"), (long) (limits.processors() * PERIOD_MICROS) + " " + PERIOD_MICROS);
                if (Files.exists(group.resolve("memory.swap.max"))) {
                    write(group.resolve("memory.swap.max"), "0");
                }
            }
            return group;
        } catch (IOException e) {
            remove(group);
            throw e;
        }
    }

    /** Ends all processes of a group (Linux 5.14 and later; earlier ones do not know the file). */
    static void kill(Path group) {
        Path file = group.resolve("cgroup.kill");
        try {
            if (Files.exists(file)) {
                write(file, "1");
            }
        } catch (IOException e) {
            LOG.debug("the group {} is not ended by the kernel", group, e);
        }
    }

    /** Which limit the kernel ended its processes for. */
    static Optional<String> exceeded(Path group) {
        try {
            boolean killed = Files.readAllLines(group.resolve("memory.events")).stream()
                    .anyMatch(line -> line.startsWith("oom_kill ") && !line.endsWith(" 0"));
            return killed ? Optional.of("it used more memory than is allowed") : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Removes a group whose processes ended; the kernel takes a moment to see that. */
    static void remove(Path group) {
        for (int tries = 0; tries < 50 && Files.exists(group); tries++) {
            try {
                Files.delete(group);
            } catch (IOException e) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        // The files of the kernel are there already: one that is not is no limit.
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    private static List<String> words(Path file) throws IOException {
        return List.of(Files.readString(file).trim().split("\\s+"));
    }
}
