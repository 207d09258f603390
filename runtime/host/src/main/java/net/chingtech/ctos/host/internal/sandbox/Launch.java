package net.chingtech.ctos.host.internal.sandbox;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is to be started, and all that it may touch. Nothing else of the machine is there inside: no network, no file, no
 * environment variable, no other process.
 *
 * @param name for people and for names of cgroups and containers: {@code [a-z0-9._-]+}
 * @param java home of the JVM that runs it, bound read-only with the libraries that it needs
 * @param arguments of that JVM, its main class and the arguments of that; files in them stand as {@link Sandbox#inside}
 *     says
 * @param readOnly files, folders and sockets that it reads, by their place inside: {@code /ctos/...} or {@code
 *     /skill/...}; the places of two skills may be the same, and tell nothing of the machine
 * @param writable folders that it changes, by their place inside
 * @param programs programs that it may run, by their file on this machine (see {@link Programs}), bound at that same place
 *     with what they need
 * @param environment the whole environment of the process; no name may begin with {@code LD_}
 */
public record Launch(
        String name,
        Path java,
        List<String> arguments,
        Map<String, Path> readOnly,
        Map<String, Path> writable,
        List<Path> programs,
        Map<String, String> environment,
        Limits limits) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,120}");
    private static final Pattern PLACE = Pattern.compile("/(ctos|skill)(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final Pattern VARIABLE = Pattern.compile("(?!LD_)[A-Za-z_][A-Za-z0-9_]*");

    public Launch {
        require(NAME, name);
        readOnly = sorted(readOnly);
        writable = sorted(writable);
        readOnly.keySet().forEach(place -> require(PLACE, place));
        writable.keySet().forEach(place -> require(PLACE, place));
        arguments = List.copyOf(arguments);
        programs = List.copyOf(programs);
        environment = sorted(environment);
        environment.keySet().forEach(variable -> require(VARIABLE, variable));
        // A NUL would end the text early, somewhere between us and the kernel.
        arguments.forEach(Launch::requireText);
        environment.values().forEach(Launch::requireText);
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    private static void require(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not " + pattern + ": " + text);
        }
    }

    private static void requireText(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a text with a NUL");
        }
    }

    /**
     * What all its processes together may use; more than that ends them.
     *
     * @param memoryBytes private memory
     * @param processes processes
     * @param threads threads of all its processes
     * @param openFiles open files of each process
     * @param fileBytes size of one file that it writes
     * @param processors processors' worth of time over some seconds, such as 1.0
     * @param tmpBytes what it may keep in its own {@code /tmp}, which is in memory
     */
    public record Limits(
            long memoryBytes,
            int processes,
            int threads,
            int openFiles,
            long fileBytes,
            double processors,
            long tmpBytes) {}
}
