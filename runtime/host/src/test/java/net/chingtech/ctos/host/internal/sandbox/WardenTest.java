package net.chingtech.ctos.host.internal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.runtime.HostStatus;
import org.example.inmate.Inmate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Sandboxes of another JVM than the test's. */
class WardenTest {

    private static final String NOBODY = "65534";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare"})
    void aContainerThatIsKilled_takesItsSandboxesWithIt(String name) throws Exception {
        String mark = UUID.randomUUID().toString();
        Process warden = start(List.of(), System.getProperty("java.class.path"), folder, "hold", name, mark);
        try (BufferedReader said = warden.inputReader()) {
            String line = said.readLine();
            assumeTrue("holding".equals(line), line);
            assertThat(Cell.processesWith(mark)).hasSizeGreaterThan(1);

            warden.destroyForcibly().waitFor();

            Cell.await(
                    "no process with the mark", () -> Cell.processesWith(mark).isEmpty());
        } finally {
            warden.destroyForcibly().waitFor();
            Folders.delete(folder.resolve("scratch"));
            // As the next start of a container does.
            Cgroups.delegated(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bubblewrap", "unshare"})
    void anOrdinaryUser_hasSandboxesThatHold(String name) throws Exception {
        assumeTrue(
                ProcessHandle.current().info().user().orElse("").equals("root"), "the other tests ran as one already");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> user = List.of(Wrapper.tool("setpriv"), "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");

        Process warden = start(user, readable(folder.resolve("lib")), folder, "probe", name, "");

        try (BufferedReader said = warden.inputReader()) {
            assertThat(said.lines().toList()).hasSize(2).first().asString().startsWith("ready");
        } finally {
            warden.destroyForcibly().waitFor();
        }
    }

    private static Process start(
            List<String> before, String classPath, Path folder, String action, String name, String mark)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Cell.java().resolve("bin/java").toString(), "-Dwarden.bomb=true", "-cp", classPath));
        command.addAll(List.of(Warden.class.getName(), action, name, folder.toString(), mark));
        Process warden = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // One that does not end would hold the test up.
        CompletableFuture.delayedExecutor(300, TimeUnit.SECONDS).execute(warden::destroyForcibly);
        return warden;
    }

    /** The classes that a warden needs, where every user may read them. */
    private static String readable(Path lib) throws Exception {
        List<Path> copies = new ArrayList<>();
        for (Class<?> type : List.of(
                Sandboxes.class,
                Warden.class,
                Inmate.class,
                HostStatus.class,
                SkillPermission.class,
                LoggerFactory.class)) {
            Path source = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path copy = lib.resolve(copies.size() + "-" + source.getFileName());
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.toList()) {
                    Path target = copy.resolve(source.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            copies.add(copy);
        }
        return copies.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
}
