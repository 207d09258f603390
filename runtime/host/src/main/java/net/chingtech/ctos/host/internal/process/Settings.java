package net.chingtech.ctos.host.internal.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import net.chingtech.ctos.host.internal.start.CallLimits;
import net.chingtech.ctos.runtime.ContainerHome;
import org.osgi.framework.BundleContext;

/**
 * What the launcher says about skills' processes.
 *
 * @param child folder of the child's files: {@code lib/*.jar}, {@code bundles/*.jar}
 * @param java home of the JVM that runs them
 * @param scratch a folder for what nobody needs after the container's end
 * @param archives folder for archives of classes; outlives the container
 * @param sandbox name of the sandbox, or {@code auto}
 * @param heapMiB most heap of one process
 * @param sleepAfter how long nobody calls a process before it sleeps; zero for never
 * @param stop how long a process may take to end by itself when it is told to
 * @param grace how long a call that is late may take to end before its process is replaced
 */
record Settings(
        Path child,
        Path java,
        Path scratch,
        Path archives,
        String sandbox,
        int heapMiB,
        Duration sleepAfter,
        Duration stop,
        Duration grace,
        CallLimits calls,
        Restarts.Policy restarts) {

    private static final int HEAP_MIB = 64;
    private static final int LEAST_HEAP_MIB = 16;
    private static final int MOST_HEAP_MIB = 4096;
    private static final long SLEEP_SECONDS = 600;
    private static final CallLimits CALLS = new CallLimits(Duration.ofSeconds(30), 32);
    private static final Duration STOP = Duration.ofSeconds(8);
    private static final Duration GRACE = Duration.ofSeconds(5);

    static Settings of(BundleContext context) {
        ContainerHome home = ContainerHome.of(context);
        Path archives =
                folder(context, "ctos.archives").orElseGet(() -> home.root().resolve("cache/archives"));
        return new Settings(
                folder(context, "ctos.child").orElse(Path.of("child")).toAbsolutePath(),
                Path.of(System.getProperty("java.home")),
                home.root().resolve("run/processes"),
                archives.toAbsolutePath(),
                Optional.ofNullable(context.getProperty("ctos.sandbox")).orElse("auto"),
                (int) number(context, "ctos.child.heap", HEAP_MIB, LEAST_HEAP_MIB, MOST_HEAP_MIB),
                Duration.ofSeconds(number(context, "ctos.sleep.seconds", SLEEP_SECONDS, 0, Integer.MAX_VALUE)),
                STOP,
                GRACE,
                CALLS,
                Restarts.Policy.USUAL);
    }

    private static Optional<Path> folder(BundleContext context, String name) {
        return Optional.ofNullable(context.getProperty(name)).map(Path::of);
    }

    private static long number(BundleContext context, String name, long usual, long least, long most) {
        String text = context.getProperty(name);
        try {
            return text == null ? usual : Math.max(least, Math.min(most, Long.parseLong(text.strip())));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("framework property " + name + " is no number: " + text, e);
        }
    }
}
