package net.chingtech.ctos.host.internal.process.child;

import java.util.ArrayList;
import java.util.List;

/** How the JVM of a skill's process is started: small, quick to be there, and silent about the machine when it ends. */
public final class JvmFlags {

    private static final int FIRST_WITH_SECURITY_FLAG = 18;
    private static final int FIRST_WITHOUT_SECURITY_LAYER = 24;

    /** Beside the heap: classes, compiled code, buffers, stacks and what the JVM itself needs. */
    private static final int BESIDE_HEAP_MIB = 192;

    private JvmFlags() {}

    /**
     * @param java feature version of the JVM
     * @param heapMiB most heap
     */
    public static List<String> of(int java, int heapMiB) {
        List<String> flags = new ArrayList<>(List.of(
                "-Xmx" + heapMiB + "m",
                // Else the JVM takes as much as it may before it looks for what nobody needs.
                "-Xms8m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:ReservedCodeCacheSize=24m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                // Standard output is for messages alone, and no file tells about a crash.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+ErrorFileToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-Xlog:disable",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        if (java >= FIRST_WITHOUT_SECURITY_LAYER) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
            // No code but the JDK's calls what is not Java.
            flags.add("--illegal-native-access=deny");
        } else if (java >= FIRST_WITH_SECURITY_FLAG) {
            flags.add("-Djava.security.manager=allow");
        }
        return flags;
    }

    /** What the whole process may use of memory, with so much heap. */
    public static long memoryBytes(int heapMiB) {
        return (heapMiB + BESIDE_HEAP_MIB) * 1024L * 1024L;
    }
}
