package net.chingtech.ctos.itest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A container with the victim and the skill that tries to escape, and all that it might reach. It believes nothing that
 * the skill says of itself: after each attempt it looks for itself what came of it.
 */
final class EscapeScene implements AutoCloseable {

    static final String ESCAPE = "net.chingtech.escape";
    static final String VICTIM = "net.chingtech.victim";

    /** In five seconds a thread that waits for a processor of a busy machine is seen to rest, too. */
    private static final int LOOKS = 100;

    /** A skill whose process ended so often is started again by hand, which is soon; the host itself would wait. */
    private static final int MOST_DEATHS = 2;

    private static final String ENV = "CTOS_ESCAPE_CANARY";
    private static final String EMPLOYEE = "Lin Yi-chun";

    private static final String BROKEN_ATTEMPT = "the attempt itself is broken: ";

    /** How the threads are called that an attempt leaves behind. */
    private static final Map<String, String> LEFT_THREADS = Map.of(
            "left.thread", "left-thread",
            "left.thread_interruptible", "left-sleeper",
            "left.timer", "left-timer",
            "left.pool", "left-pool",
            "left.common_pool", "left-common");

    /** What no fence says: then the attempt shows nothing. */
    private static final Set<String> BROKEN = Set.of(
            "NullPointerException", "ClassCastException", "IllegalArgumentException", "IndexOutOfBoundsException");

    private final EscapeTools tools;
    private final EscapeListeners listeners;
    private final EscapeOutside outside;
    private final ProcessHandle container;
    private final String environment;
    private final String diary = "diary-" + UUID.randomUUID();
    private final Map<String, String> hints = new LinkedHashMap<>();
    private final List<String> canaries = new ArrayList<>();
    private String seen;
    private int deaths;

    /** @param host {@code framework} or {@code process} */
    EscapeScene(EscapeTools tools, Path home, Path work, String environment, String host) throws IOException {
        this.tools = tools;
        this.environment = environment;
        this.listeners = new EscapeListeners(Files.createDirectories(work.resolve("outside")));
        this.outside = new EscapeOutside(work.resolve("outside"), home, artifact(home, ESCAPE));
        this.container = ProcessHandle.of(tools.containerPid()).orElseThrow();
        tools.must("victim_keep", Map.of("text", diary));
        seen = tools.must("victim_look", Map.of());
        hint(host, home);
        canaries.addAll(outside.contents());
        canaries.addAll(List.of(environment, diary, EMPLOYEE, EscapeListeners.PAGE));
    }

    static Map<String, String> environment(String value) {
        return Map.of(ENV, value);
    }

    private void hint(String host, Path home) throws IOException {
        hints.put("host", host);
        hints.put("home", home.toString());
        hints.put("secret", outside.secret().toString());
        hints.put("outside", outside.folder().toString());
        hints.put("marker", outside.marker().toString());
        hints.put("diary", home.resolve("skills/data/" + VICTIM + "/diary.txt").toString());
        hints.put("artifact", artifact(home, VICTIM).toString());
        hints.put("own_artifact", outside.ownArtifact().toString());
        hints.put("tcp_port", String.valueOf(listeners.tcpPort()));
        hints.put("udp_port", String.valueOf(listeners.udpPort()));
        hints.put("http_port", String.valueOf(listeners.httpPort()));
        hints.put("unix_socket", listeners.unixFile().toString());
        hints.put("container_pid", String.valueOf(container.pid()));
        hints.put("container_port", String.valueOf(URI.create(tools.url()).getPort()));
        hints.put("env_name", ENV);
        hints.put("machine_address", machineAddress());
    }

    private static String machineAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse("10.0.0.1");
    }

    private static Path artifact(Path home, String skill) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("skills/installed/" + skill + "_1.0.0"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What came of one attempt: empty when nothing did that should not. */
    record Outcome(String answer, List<String> harm) {

        boolean denied() {
            return harm.isEmpty();
        }
    }

    /** Makes an attempt, and then looks around. */
    Outcome attempt(String name) throws IOException {
        mend();
        Outcome alone = attemptAlone(name);
        if (alone.harm().stream().anyMatch(harm -> harm.startsWith(BROKEN_ATTEMPT))) {
            // A framework stops in its own time: what the attempt before began may have come between.
            tools.restart(ESCAPE);
            alone = attemptAlone(name);
        }
        if (alone.answer().contains("skill_restarted")) {
            deaths++;
        }
        List<String> harm = new ArrayList<>(alone.harm());
        harm.addAll(lookAround());
        if (name.startsWith("sql.")) {
            harm.addAll(stillAtWork());
        }
        return new Outcome(alone.answer(), harm);
    }

    /** Has a skill that took itself apart started again: what it tries then would show nothing. */
    void mend() {
        if (deaths >= MOST_DEATHS || !isWhole()) {
            tools.restart(ESCAPE);
            deaths = 0;
            if (!isWhole()) {
                throw new IllegalStateException("the skill does not come back");
            }
        }
    }

    private boolean isWhole() {
        EscapeTools.Answer again = tools.call("escape_again", Map.of());
        return again.status() == 200 && again.body().contains("\"whole\":true");
    }

    /** Makes an attempt beside others, so that what happened to the world cannot be told apart. */
    Outcome attemptAlone(String name) {
        EscapeTools.Answer answer = tools.call("escape_try", Map.of("attempt", name, "hints", hints));
        List<String> harm = new ArrayList<>();
        if (answer.status() == 0) {
            harm.add("no answer in time: " + answer.body());
        }
        if (answer.status() == 500) {
            harm.add("the container failed: " + answer.body());
        }
        JsonNode said = answer.json();
        if (said != null && said.path("outcome").asText().equals("done")) {
            harm.add("it says: " + said.path("evidence").asText());
        }
        if (said != null && BROKEN.contains(said.path("by").asText())) {
            harm.add(BROKEN_ATTEMPT + said);
        }
        canaries.stream().filter(answer.body()::contains).forEach(canary -> harm.add("it has " + canary));
        return new Outcome(answer.status() + " " + answer.body(), harm);
    }

    /** What was done to anything but the skill itself. */
    List<String> lookAround() throws IOException {
        List<String> harm = new ArrayList<>();
        if (!container.isAlive()) {
            throw new IllegalStateException("the container is gone");
        }
        String look = tools.must("victim_look", Map.of());
        if (!look.equals(seen)) {
            harm.add("the victim saw " + seen + ", now sees " + look);
            seen = look;
            if (!look.contains(diary)) {
                tools.must("victim_keep", Map.of("text", diary));
                seen = tools.must("victim_look", Map.of());
            }
        }
        harm.addAll(outside.harm());
        listeners.came().forEach(one -> harm.add("came to a listener: " + one));
        return harm;
    }

    /** What goes on after the skill was removed, by the attempt that left it. */
    Map<String, String> leftBehind(int processesBefore) throws IOException {
        Map<String, String> left = new LinkedHashMap<>();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        long more;
        do {
            pause();
            more = container.descendants().count() - processesBefore;
        } while (more > 0 && System.nanoTime() < deadline);
        if (more > 0) {
            left.put(
                    "left.hook",
                    more + " processes of " + container.descendants().toList());
        }
        Set<String> threads = threads(stat -> true);
        LEFT_THREADS.forEach((name, thread) -> {
            if (threads.stream().anyMatch(found -> found.contains(thread))) {
                left.put(name, "the thread " + thread + " goes on");
            }
        });
        List<String> harm = outside.harm();
        if (!harm.isEmpty()) {
            left.put("links.trap", harm.toString());
        }
        return left;
    }

    /** How many processes a container has under it. */
    static int processes(EscapeTools tools) {
        return (int) ProcessHandle.of(tools.containerPid())
                .orElseThrow()
                .descendants()
                .count();
    }

    /** Threads of the container that go on computing after its answer: ready to run whenever one looks. */
    private List<String> stillAtWork() throws IOException {
        Set<String> busy = runnable();
        for (int i = 0; i < LOOKS && !busy.isEmpty(); i++) {
            pause();
            busy.retainAll(runnable());
        }
        return busy.stream()
                .map(thread -> "the container goes on computing: " + thread)
                .toList();
    }

    private Set<String> runnable() throws IOException {
        return threads(stat -> stat.charAt(stat.lastIndexOf(')') + 2) == 'R');
    }

    /** Number and name of each thread of the container of which the kernel tells what is asked for. */
    private Set<String> threads(Predicate<String> asked) throws IOException {
        Set<String> found = new HashSet<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + container.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat;
                try {
                    stat = Files.readString(thread.resolve("stat"));
                } catch (IOException e) {
                    // It ended meanwhile.
                    continue;
                }
                if (asked.test(stat)) {
                    found.add(stat.substring(0, stat.lastIndexOf(')') + 1));
                }
            }
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Their names, and what they try. */
    Map<String, String> attempts() {
        Map<String, String> attempts = new LinkedHashMap<>();
        ObjectNode list = (ObjectNode) tools.call("escape_list", Map.of()).json();
        list.properties()
                .forEach(entry -> attempts.put(entry.getKey(), entry.getValue().asText()));
        return attempts;
    }

    @Override
    public void close() {
        listeners.close();
    }
}
