package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillPermission.NetworkOutbound;
import net.chingtech.ctos.launcher.container.Container;
import net.chingtech.ctos.launcher.container.Distribution;
import net.chingtech.ctos.launcher.container.FirstStart;
import net.chingtech.ctos.launcher.container.Version;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.failure.FullHome;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.HomeCheck;
import net.chingtech.ctos.launcher.home.HomeLock;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.home.Secrets;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import net.chingtech.ctos.launcher.rest.HostText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "run",
        description = "Start the container and a SkillHub, until Ctrl-C or stop.",
        footer = {
            "",
            "Skills keep at most 256 MiB in their data folder and 128 MiB in their temporary one. Otherwise by",
            "  JDK_JAVA_OPTIONS=\"-Dctos.quota.data.mib=N -Dctos.quota.temp.mib=N\" ctos run"
        })
final class RunCommand extends HomeCommand {

    private static final List<String> SANDBOXES = List.of("auto", "bubblewrap", "podman", "docker", "unshare", "none");

    private static final Map<String, String> HINTS = Map.of(
            "unshare", "; the Debian package bubblewrap holds them better",
            "none", ", so that only official skills run without --weaker-host; ./ctos doctor says what helps");

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = PortNumber.class,
            defaultValue = "8080",
            description = "The container's port (default: ${DEFAULT-VALUE}; 0: a free one).")
    private int port;

    @Option(
            names = "--hub-port",
            paramLabel = "N",
            converter = PortNumber.class,
            defaultValue = "8090",
            description = "The hub's port (default: ${DEFAULT-VALUE}; 0: a free one).")
    private int hubPort;

    @Mixin
    private NamedHub hub;

    @Option(
            names = "--internal-host",
            paramLabel = "HOST:PORT",
            description = {
                "A host of the inner network that skills may reach,",
                "each only when it was granted this very host and port. Repeatable."
            })
    private List<String> internalHosts = List.of();

    @Option(
            names = "--sandbox",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = {
                "What locks in the processes of skills: auto, bubblewrap, podman, docker, unshare,",
                "or none, which isolates nothing and is never chosen by auto (default: ${DEFAULT-VALUE})."
            })
    private String sandbox;

    @Option(
            names = "--largest-copy",
            paramLabel = "MIB",
            description = {
                "How much data of one skill is copied at most before a change, in MiB (default: 2048).",
                "A skill that has more is not updated, and the plan says so."
            })
    private Integer largestCopy;

    @Override
    void run() throws Exception {
        hub.check(spec());
        Map<String, String> chosen = chosen();
        Home home = home();
        HomeCheck.check(home);
        try (HomeLock lock = HomeLock.take(home)) {
            boolean first = completed(home);
            KnownHub named = hub.known(home);
            Container container = new Container(Distribution.here(), home, Version.ours());
            AtomicInteger exitCode = new AtomicInteger(1);
            // Ctrl-C and SIGTERM come this way, and so does a start that fails. The process ends here and now: with the
            // framework its SecurityManager has gone.
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                container.stop();
                                Runtime.getRuntime().halt(exitCode.get());
                            },
                            "ctos-stop"));
            RunningContainer running = started(container, home, named, chosen);
            exitCode.set(0);
            announce(home, running, first);
            new CountDownLatch(1).await();
        }
    }

    private static boolean completed(Home home) throws Exception {
        try {
            return new FirstStart(home, Clock.systemUTC(), new SecureRandom()).complete();
        } catch (Exception e) {
            throw FullHome.of(home.root(), e);
        }
    }

    private RunningContainer started(Container container, Home home, KnownHub named, Map<String, String> chosen)
            throws Exception {
        try {
            return container.start(port, hubPort, named, hub.others(home), chosen);
        } catch (Exception e) {
            throw FullHome.of(home.root(), e);
        }
    }

    /** Framework properties, each read where it is heeded. */
    private Map<String, String> chosen() {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String host : internalHosts) {
            if (!grantable(host)) {
                throw new ParameterException(
                        spec().commandLine(),
                        "--internal-host takes HOST:PORT, such as wiki.example:8443 or localhost:8091: " + host);
            }
        }
        if (!internalHosts.isEmpty()) {
            chosen.put("ctos.internal.hosts", String.join(",", internalHosts));
        }
        if (!SANDBOXES.contains(sandbox)) {
            throw new ParameterException(
                    spec().commandLine(),
                    "There is no sandbox " + sandbox + ": --sandbox takes " + String.join(", ", SANDBOXES) + ".");
        }
        chosen.put("ctos.sandbox", sandbox);
        if (largestCopy != null) {
            if (largestCopy < 1) {
                throw new ParameterException(spec().commandLine(), "--largest-copy takes a number of MiB, 1 or more.");
            }
            chosen.put("ctos.largest.copy", largestCopy.toString());
        }
        return chosen;
    }

    /** Only what a permission can name is ever reached. */
    private static boolean grantable(String host) {
        try {
            return host.contains(":") && SkillPermission.parse("network:outbound:" + host) instanceof NetworkOutbound;
        } catch (FormatException e) {
            return false;
        }
    }

    private void announce(Home home, RunningContainer running, boolean first) throws Exception {
        // Since the JVM was started: the process is older, it was the ctos command's and may have built first.
        long now = System.currentTimeMillis();
        long millis = now - ManagementFactory.getRuntimeMXBean().getStartTime();
        if (json()) {
            printJson(running);
        } else {
            say("CTOS skill container " + Version.ours() + " on Java " + running.java());
            say("  Marketplace  " + running.url() + "/system/console/skills");
            say("  MCP          " + running.url() + "/mcp");
            say("  SkillHub     " + running.hubUrl());
            say("  sign in as   admin, " + passwordLine(home.secret(Secrets.ADMIN_PASSWORD), first));
            say("ready in " + millis + " ms");
            out().flush();
            // Found out while the container started, or a moment later.
            sayWhatHoldsProcesses();
        }
        out().flush();
    }

    /** The first password is printed once; what somebody chose is known to nobody else. */
    private static String passwordLine(Path file, boolean first) throws CommandFailed {
        String password = Secrets.read(file);
        if (Secrets.isChosen(password)) {
            return "with your password (forgotten: ./ctos password --new)";
        }
        return "password " + (first ? password : "in " + file);
    }

    private void sayWhatHoldsProcesses() throws Exception {
        for (JsonNode host : client().get("status").path("hosts")) {
            if (text(host, "level").equals("process")) {
                say(
                        host.path("available").asBoolean()
                                ? "skills' processes are held by " + HostText.heldBy(text(host, "sandbox"))
                                        + HINTS.getOrDefault(text(host, "sandbox"), "")
                                : "skills get no processes: " + text(host, "detail"));
            }
        }
    }
}
