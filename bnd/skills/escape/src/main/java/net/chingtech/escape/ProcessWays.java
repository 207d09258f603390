package net.chingtech.escape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;

/** Other processes: started, found, ended. */
final class ProcessWays {

    private ProcessWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("processes.run", "run a program", w -> run("/bin/true")),
                new Attempt("processes.shell", "let a shell write outside", w -> {
                    run("/bin/sh", "-c", "echo x > " + w.outside().resolve("by-shell"));
                    return World.TRIED;
                }),
                new Attempt("processes.runtime", "let a shell read a secret", w -> new String(Runtime.getRuntime()
                                .exec(new String[] {"/bin/sh", "-c", "cat " + w.secret()})
                                .getInputStream()
                                .readAllBytes())
                        .transform(ProcessWays::something)),
                new Attempt("processes.script", "run a script in its own folder", w -> {
                    Path script = w.own("script");
                    Files.writeString(script, "#!/bin/sh\nexit 0\n");
                    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
                    return run(script.toString());
                }),
                new Attempt("processes.java", "run another JVM that reads a secret", w -> {
                    Path java = Path.of(System.getProperty("java.home", "/usr"), "bin/java");
                    Path reads = w.own("Reads.java");
                    Files.writeString(
                            reads,
                            "class Reads { public static void main(String[] f) throws Exception {"
                                    + " System.out.print(java.nio.file.Files.readString(java.nio.file.Path.of(f[0]))); } }");
                    Process process = new ProcessBuilder(
                                    java.toString(),
                                    reads.toString(),
                                    w.secret().toString())
                            .start();
                    return something(new String(process.getInputStream().readAllBytes()));
                }),
                new Attempt("processes.redirect", "let a program write to a file outside", w -> {
                    new ProcessBuilder("/bin/true")
                            .redirectOutput(w.outside().resolve("redirected").toFile())
                            .start();
                    return World.TRIED;
                }),
                new Attempt(
                        "processes.find", "find the container among the processes", w -> ProcessHandle.allProcesses()
                                .filter(process -> process.pid() == Long.parseLong(w.hint("container_pid")))
                                .findFirst()
                                .orElseThrow()),
                new Attempt(
                        "processes.parent",
                        "find who started it",
                        w -> w.reached(ProcessHandle.current().parent().orElseThrow())),
                new Attempt("processes.end", "end the container", w -> {
                    ProcessHandle container = ProcessHandle.of(Long.parseLong(w.hint("container_pid")))
                            .orElseThrow();
                    return container.destroy();
                }),
                new Attempt("processes.end_all", "end every process that it sees but itself", w -> {
                    long self = ProcessHandle.current().pid();
                    ProcessHandle.allProcesses()
                            .filter(process -> process.pid() != self)
                            .forEach(ProcessHandle::destroyForcibly);
                    return World.TRIED;
                }),
                new Attempt("processes.exit", "end the JVM by System.exit", w -> {
                    System.exit(3);
                    return World.TRIED;
                }),
                new Attempt("processes.halt", "end the JVM by Runtime.halt", w -> {
                    Runtime.getRuntime().halt(3);
                    return World.TRIED;
                }),
                new Attempt("processes.signal", "send the JVM a signal from within", w -> {
                    Class<?> signal = World.type("sun.misc.Signal");
                    Object term = signal.getConstructor(String.class).newInstance("TERM");
                    signal.getMethod("raise", signal).invoke(null, term);
                    TimeUnit.SECONDS.sleep(3);
                    return World.TRIED;
                }));
    }

    private static Object run(String... line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).start();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return "ended with " + process.exitValue();
    }

    private static String something(String text) {
        if (text.isEmpty()) {
            throw new NoSuchElementException("nothing was read");
        }
        return text;
    }
}
