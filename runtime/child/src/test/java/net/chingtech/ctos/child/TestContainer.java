package net.chingtech.ctos.child;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.wire.Answers;
import net.chingtech.ctos.wire.Limits;
import net.chingtech.ctos.wire.Peer;
import net.chingtech.ctos.wire.Request;
import net.chingtech.ctos.wire.RpcError;

/** The container's end, by a script; the other end is the real program in a JVM of its own, without a sandbox. */
final class TestContainer implements AutoCloseable {

    private static final int SECURITY_FLAG_SINCE = 18;
    static final int NO_SECURITY_LAYER_SINCE = 24;

    /** The answer to one method of the process. */
    interface Script {
        Object answer(Map<String, Object> parameters) throws RpcError;
    }

    final Process process;
    final Peer peer;
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<String> errors = new LinkedBlockingQueue<>();
    final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path folder;

    TestContainer(Path folder, String... flags) throws IOException {
        this.folder = folder;
        Path data = Files.createDirectories(folder.resolve("data"));
        Path temp = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = command(temp, flags);
        process = new ProcessBuilder(command).directory(data.toFile()).start();
        peer = new Peer(
                "test", process.getInputStream(), process.getOutputStream(), Limits.wary(), new Scripted(), threads);
        threads.execute(this::readErrors);
        peer.start();
    }

    private static List<String> command(Path temp, String... flags) throws IOException {
        Path child = Path.of(System.getProperty("ctos.child"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temp));
        int java = Runtime.version().feature();
        if (java >= SECURITY_FLAG_SINCE && java < NO_SECURITY_LAYER_SINCE) {
            command.add("-Djava.security.manager=allow");
        }
        command.addAll(Arrays.asList(flags));
        try (Stream<Path> jars = Files.list(child.resolve("lib"))) {
            command.add("-cp");
            command.add(jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator)));
        }
        command.add("net.chingtech.ctos.child.Main");
        command.add(child.resolve("bundles").toString());
        return command;
    }

    private final class Scripted implements Answers {

        @Override
        public Object answer(long request, String method, Map<String, Object> parameters) throws RpcError {
            asked.add(method + " " + parameters);
            Script script = scripts.get(method);
            if (script == null) {
                throw RpcError.unknownMethod(method);
            }
            return script.answer(parameters);
        }

        @Override
        public void hear(String method, Map<String, Object> parameters) {
            log.add(method + " " + parameters.get("level") + " " + parameters.get("message"));
        }
    }

    private void readErrors() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(errors::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            errors.add(e.toString());
        }
    }

    TestContainer on(String method, Script script) {
        scripts.put(method, script);
        return this;
    }

    /** Starts a skill with all gateways and its data folder. */
    Object start(TestSkill skill) throws Exception {
        return ask("start", startOf(skill));
    }

    Map<String, Object> startOf(TestSkill skill) {
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("id", skill.id());
        start.put("version", "1.0.0");
        start.put("location", skill.location());
        start.put("artifact", skill.jar().toString());
        start.put("exports", List.of());
        start.put("timeout_ms", 60_000);
        start.put("data_folder", folder.resolve("data").toString());
        start.put("temp_folder", null);
        start.put("grants", List.of("env:COLOUR"));
        start.put("rights", rights(skill.id()));
        return start;
    }

    List<List<String>> rights(String id) {
        List<List<String>> rights = new ArrayList<>();
        for (String name : List.of(
                "net.chingtech.ctos.skill",
                "org.osgi.framework",
                "org.osgi.service.component",
                "org.osgi.util.promise",
                "org.osgi.util.function",
                "org.apache.felix.hc.api")) {
            rights.add(List.of("org.osgi.framework.PackagePermission", name, "import"));
        }
        for (String name : List.of("osgi.extender", "osgi.service")) {
            rights.add(List.of("org.osgi.framework.CapabilityPermission", name, "require"));
        }
        for (String name : List.of("osgi.service", "ctos.skill")) {
            rights.add(List.of("org.osgi.framework.CapabilityPermission", name, "provide"));
        }
        for (String name : List.of("SkillContext", "Data", "Skills", "Http")) {
            rights.add(List.of("org.osgi.framework.ServicePermission", "net.chingtech.ctos.skill." + name, "get"));
        }
        rights.add(List.of("org.osgi.framework.ServicePermission", "org.osgi.service.condition.Condition", "get"));
        rights.add(List.of("org.osgi.framework.ServicePermission", "net.chingtech.ctos.skill.SkillTool", "register"));
        rights.add(List.of("org.osgi.framework.ServicePermission", id + ".*", "register,get"));
        Path data = folder.resolve("data");
        rights.add(List.of("java.io.FilePermission", data + "/.", "read"));
        rights.add(List.of("java.io.FilePermission", data + "/-", "read,write,delete"));
        return rights;
    }

    Object call(String tool, Map<String, ?> input) throws Exception {
        return ((Map<?, ?>) await(calling(tool, input))).get("value");
    }

    Request calling(String tool, Map<String, ?> input) {
        return peer.request(
                "call", Map.of("tool", tool, "input", input, "caller", Map.of("kind", "agent", "name", "clerk")));
    }

    Object ask(String method, Map<String, ?> parameters) throws Exception {
        return await(peer.request(method, parameters));
    }

    /** @throws RpcError what the process answered */
    static Object await(Request request) throws Exception {
        try {
            return request.get(120, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (RpcError) e.getCause();
        }
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("the process still runs; it said " + errors);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        peer.close();
        threads.shutdownNow();
    }
}
