package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a program needs beside its own file: its libraries, its interpreter, and the standard library of a language. */
final class ProgramFiles {

    /** Interpreters load their standard library, and parts of it in C, from folders that only they know. */
    private static final Pattern LANGUAGE =
            Pattern.compile("(python|perl|ruby|node|php|lua|tclsh|Rscript|guile|zsh).*");

    private static final List<Path> LANGUAGE_FOLDERS = List.of(
            Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/share/nodejs"), Path.of("/usr/share/perl"));

    /** Whom programs that speak TLS trust: the same in every machine of a distribution. */
    private static final List<Path> AUTHORITIES = List.of(
            Path.of("/etc/ssl/openssl.cnf"),
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

    private static final int DEEPEST = 4;

    private ProgramFiles() {}

    static List<Binding> bindings(Path program) throws IOException {
        List<Binding> bindings = new ArrayList<>();
        add(bindings, program, 0);
        for (Path file : AUTHORITIES) {
            if (Files.isRegularFile(file)) {
                bindings.add(Binding.readOnly(file.toRealPath(), file.toString()));
            }
        }
        return bindings;
    }

    private static void add(List<Binding> bindings, Path program, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException(program + ": interpreters of interpreters");
        }
        Path real = program.toRealPath();
        bindings.add(Binding.readOnly(real, program.toString()));
        // A program may ask where it really lies, to find its own files.
        bindings.add(Binding.readOnly(real, real.toString()));
        if (LANGUAGE.matcher(real.getFileName().toString()).matches()) {
            LANGUAGE_FOLDERS.stream()
                    .filter(Files::isDirectory)
                    .filter(folder -> !Files.isSymbolicLink(folder))
                    .forEach(folder -> bindings.add(Binding.readOnly(folder, folder.toString())));
        }
        Optional<String> line = Elf.interpreter(real);
        if (line.isPresent()) {
            addInterpreter(bindings, line.get(), depth);
        } else {
            for (Path library : Libraries.of(real)) {
                bindings.add(Binding.readOnly(library.toRealPath(), library.toString()));
            }
        }
    }

    /** Such as {@code /bin/sh -e} or {@code /usr/bin/env python3}. */
    private static void addInterpreter(List<Binding> bindings, String line, int depth) throws IOException {
        String[] words = line.split("\\s+");
        add(bindings, Path.of(words[0]), depth + 1);
        if (words.length > 1 && words[0].endsWith("/env")) {
            Path named = Programs.find(words[1])
                    .orElseThrow(() -> new IOException("a script needs " + words[1] + ", which is not there"));
            add(bindings, named, depth + 1);
        }
    }
}
