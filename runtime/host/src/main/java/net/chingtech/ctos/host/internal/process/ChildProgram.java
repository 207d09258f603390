package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that runs inside: its files, and how it is called.
 *
 * @param folder holds {@code lib/*.jar} and {@code bundles/*.jar}
 * @param jars names of the files in {@code lib}, in the order of the class path
 * @param main its main class
 * @param archive of its classes, made before
 */
record ChildProgram(Path folder, List<String> jars, String main, Optional<Path> archive) {

    private static final String MAIN = "net.chingtech.ctos.child.Main";
    private static final String PLACE = "/ctos/child";
    private static final String ARCHIVE = "/ctos/archive/child.jsa";

    /** @throws IOException when the folder is not there */
    static ChildProgram in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .toList();
            return new ChildProgram(folder, jars, MAIN, Optional.empty());
        }
    }

    ChildProgram with(Path made) {
        return new ChildProgram(folder, jars, main, Optional.of(made));
    }

    /** What it reads, by its place inside. */
    Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        files.put(PLACE, folder);
        archive.ifPresent(file -> files.put(ARCHIVE, file));
        return files;
    }

    /** @param inside where a place is inside */
    List<String> arguments(UnaryOperator<String> inside) {
        List<String> arguments = new ArrayList<>();
        if (archive.isPresent()) {
            arguments.add("-XX:SharedArchiveFile=" + inside.apply(ARCHIVE));
            // Where it was made for: moved about in memory it would be a copy for each process, not one for all.
            arguments.add("-XX:+UnlockDiagnosticVMOptions");
            arguments.add("-XX:ArchiveRelocationMode=0");
        }
        arguments.add("-cp");
        arguments.add(
                jars.stream().map(jar -> inside.apply(PLACE + "/lib/" + jar)).collect(Collectors.joining(":")));
        arguments.add(main);
        arguments.add(inside.apply(PLACE + "/bundles"));
        return arguments;
    }
}
