package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command inside a sandbox: the JVM; and before it, where programs may be run, the kernel's own limit on processes.
 * That limit counts the sandbox's alone only when it is set inside, since Linux 5.14, and for others than root.
 */
final class Inside {

    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*", Pattern.DOTALL);

    private static final boolean COUNTS = countsEachSandboxByItself();

    private Inside() {}

    static List<String> command(Launch launch) throws IOException {
        List<String> command = new ArrayList<>();
        if (limits(launch)) {
            int most = launch.limits().threads() + launch.limits().processes();
            command.addAll(List.of(Wrapper.tool("prlimit"), "--nproc=" + most + ":" + most));
        }
        command.add(JavaHome.INSIDE + "/bin/java");
        command.addAll(launch.arguments());
        return command;
    }

    /** The programs that the command needs beside the JVM. */
    static List<Path> programs(Launch launch) throws IOException {
        return limits(launch) ? List.of(Path.of(Wrapper.tool("prlimit"))) : List.of();
    }

    private static boolean limits(Launch launch) {
        return COUNTS && !launch.programs().isEmpty();
    }

    private static boolean countsEachSandboxByItself() {
        try {
            Matcher release = RELEASE.matcher(Files.readString(Path.of("/proc/sys/kernel/osrelease")));
            boolean root = Machine.user() == 0;
            return !root
                    && release.matches()
                    && Integer.parseInt(release.group(1)) * 1000 + Integer.parseInt(release.group(2)) >= 5014;
        } catch (IOException e) {
            return false;
        }
    }
}
