package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.runtime.HostStatus;

/** Finds the best sandbox of this machine: one that is there and holds. */
public final class Sandboxes {

    /** Framework property that names the sandbox to take; {@link #AUTO} when it is not set. */
    public static final String PROPERTY = "ctos.sandbox";

    /** Takes the first one that holds; never {@code none}. */
    public static final String AUTO = "auto";

    private static final String NONE = "none";
    private static final String HELP = "Install the Debian package bubblewrap: apt-get install bubblewrap";

    private final Path scratch;
    private final Map<String, List<Opener>> kinds = new LinkedHashMap<>();
    private Workshop workshop;

    /** Makes a sandbox, or says why this machine does not have it. */
    private interface Opener {

        Sandbox open(Workshop workshop) throws IOException;
    }

    /** What all sandboxes are made with. */
    private record Workshop(Path scratch, Root root, Runner runner) {}

    /**
     * @param scratch a folder for ourselves alone; what an earlier run left in it is deleted when the first sandbox is chosen
     */
    public Sandboxes(Path scratch) {
        this.scratch = scratch;
        kinds.put("bubblewrap", List.of(shop -> Bubblewrap.open(shop.scratch(), shop.root(), shop.runner())));
        for (EngineKind kind : EngineKind.values()) {
            // Where it may not set limits of the kernel, the watchdog does.
            kinds.put(
                    kind.program(),
                    List.of(
                            shop -> Engine.open(kind, shop.scratch(), shop.root(), shop.runner(), true),
                            shop -> Engine.open(kind, shop.scratch(), shop.root(), shop.runner(), false)));
        }
        kinds.put("unshare", List.of(shop -> new Unshare(shop.scratch(), shop.root(), shop.runner())));
        kinds.put(NONE, List.of(shop -> new Plain(shop.scratch(), shop.runner())));
    }

    /** Made once, as sandboxes that were chosen use it. */
    private synchronized Workshop workshop() throws IOException {
        if (workshop != null) {
            return workshop;
        }
        Folders.delete(scratch);
        Path own = Files.createDirectories(scratch).toRealPath();
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        Runner runner = new Runner(Cgroups.delegated(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup")));
        workshop = new Workshop(own, new Root(own), runner);
        return workshop;
    }

    /**
     * Chooses, and lets a program try what it must not be able to do. Takes up to a second for each sandbox tried.
     *
     * @param name {@link #AUTO}, or the name of a sandbox
     * @param java home of the JVM that runs the skills
     */
    public SandboxChoice choose(String name, Path java) {
        if (!name.equals(AUTO) && !kinds.containsKey(name)) {
            return refused(
                    "sandbox_unknown",
                    "There is no sandbox " + name + ". Choose auto or one of " + String.join(", ", kinds.keySet())
                            + ".",
                    name);
        }
        try {
            Workshop workshop = workshop();
            return name.equals(AUTO) ? best(workshop, java) : first(name, workshop, java);
        } catch (IOException | RuntimeException e) {
            return refused(
                    "sandbox_missing", "The folder " + scratch + " cannot be used: " + e.getMessage() + ".", name);
        }
    }

    private SandboxChoice best(Workshop workshop, Path java) {
        List<String> reasons = new ArrayList<>();
        String code = "sandbox_missing";
        for (String kind : kinds.keySet()) {
            if (kind.equals(NONE)) {
                continue;
            }
            SandboxChoice choice = first(kind, workshop, java);
            if (choice.sandbox().isPresent()) {
                return choice;
            }
            reasons.add(choice.status().detail());
            if (choice.status().code().equals("sandbox_not_holding")) {
                code = choice.status().code();
            }
        }
        return refused(code, "No sandbox holds on this machine. " + HELP + ". " + String.join(" ", reasons), NONE);
    }

    /** The first way to use it that works. */
    private SandboxChoice first(String name, Workshop workshop, Path java) {
        SandboxChoice choice = null;
        for (Opener opener : kinds.get(name)) {
            choice = tried(name, opener, workshop, java);
            if (choice.sandbox().isPresent()) {
                break;
            }
        }
        return choice;
    }

    private SandboxChoice tried(String name, Opener opener, Workshop workshop, Path java) {
        try {
            Sandbox sandbox = opener.open(workshop);
            if (sandbox.isolatesFiles()) {
                new Probe(workshop.scratch(), java).run(sandbox);
            }
            return new SandboxChoice(
                    Optional.of(sandbox),
                    new HostStatus(
                            true, "ready", detail(sandbox), name, sandbox.isolatesFiles(), sandbox.cannotStop()));
        } catch (IOException | RuntimeException e) {
            return refused("sandbox_missing", name + ": " + e.getMessage() + ".", name);
        } catch (Probe.NotHolding e) {
            return refused("sandbox_not_holding", name + " does not hold: " + e.getMessage() + ".", name);
        }
    }

    private static String detail(Sandbox sandbox) {
        return sandbox.isolatesFiles()
                ? "Each skill has a process of its own in " + sandbox.name()
                        + "; what it must not do was tried and denied."
                : "Each skill has a process of its own without a sandbox.";
    }

    private static SandboxChoice refused(String code, String detail, String name) {
        return new SandboxChoice(Optional.empty(), HostStatus.unavailable(code, detail, name));
    }
}
