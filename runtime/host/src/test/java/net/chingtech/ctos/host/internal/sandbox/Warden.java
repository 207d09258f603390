package net.chingtech.ctos.host.internal.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of its own for the tests: another user's container, and one that is killed. */
final class Warden {

    private Warden() {}

    /**
     * @param args {@code probe} or {@code hold}, name of the sandbox, a folder; for {@code hold} a mark, too
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[2]);
        SandboxChoice choice = new Sandboxes(folder.resolve("scratch")).choose(args[1], Cell.java());
        if (args[0].equals("probe") || choice.sandbox().isEmpty()) {
            System.out.println(choice.status().code() + " " + choice.status().detail());
            choice.sandbox().ifPresent(sandbox -> bomb(sandbox, folder));
            Folders.delete(folder.resolve("scratch"));
            return;
        }
        Cell cell = new Cell(folder);
        Confined confined = choice.sandbox().get().start(cell.launch(Cell.LIMITS, List.of(), "wait", args[3]));
        confined.process().getInputStream().readNBytes("waiting\n".length());
        System.out.println("holding");
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Endless, as the kernel holds it for whoever is not root. */
    private static void bomb(Sandbox sandbox, Path folder) {
        if (Boolean.getBoolean("warden.bomb")) {
            try (Confined confined = sandbox.start(new Cell(Files.createDirectories(folder.resolve("bomb")))
                    .launch(
                            Cell.LIMITS,
                            List.of(Path.of("/bin/sh")),
                            "run",
                            "/bin/sh",
                            "-c",
                            "f() { f | f & }; f; read x; read y"))) {
                // Either it is seen and ended, or it breaks down by itself at the kernel's limit.
                confined.process().getOutputStream().close();
                confined.process().waitFor();
                System.out.println(confined.exceeded().orElse("broken down"));
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
