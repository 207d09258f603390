package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the shared libraries that a program needs by asking the dynamic loader that it names itself, so that it is right
 * on each distribution. Only for programs that the administrator trusts.
 */
final class Libraries {

    private static final Pattern LINE = Pattern.compile("\\s*(?:\\S+ => )?(/.+) \\(0x[0-9a-f]+\\)");
    private static final int SECONDS = 5;
    private static final String EACH = "for file; do \"$0\" --list \"$file\"; done";

    private Libraries() {}

    /** The loader and the libraries of a program, by the place where it looks for them; none for a static program. */
    static List<Path> of(Path program) throws IOException {
        Optional<Path> loader = Elf.loader(program);
        return loader.isEmpty() ? List.of() : of(program, loader.get());
    }

    /** Those of many programs together, in one go. */
    static Set<Path> ofAll(List<Path> programs) throws IOException {
        Map<Path, List<Path>> byLoader = new LinkedHashMap<>();
        for (Path program : programs) {
            Elf.loader(program).ifPresent(loader -> byLoader.computeIfAbsent(loader, none -> new ArrayList<>())
                    .add(program));
        }
        Set<Path> libraries = new LinkedHashSet<>();
        for (Map.Entry<Path, List<Path>> same : byLoader.entrySet()) {
            libraries.addAll(list(same.getKey(), same.getValue()));
        }
        return libraries;
    }

    /** The libraries of a library that a program with this loader opens. */
    static List<Path> of(Path file, Path loader) throws IOException {
        return list(loader, List.of(file));
    }

    private static List<Path> list(Path loader, List<Path> files) throws IOException {
        // 1. The loader says what it would open; it runs nothing of the files. It takes one at a time.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", EACH, loader.toString()));
        files.forEach(file -> command.add(file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(loader + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        // 2. Lines such as "libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f...)".
        Set<Path> libraries = new LinkedHashSet<>();
        libraries.add(loader);
        said.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                libraries.add(Path.of(matcher.group(1)));
            }
        });
        return List.copyOf(libraries);
    }
}
