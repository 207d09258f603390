package net.chingtech.ctos.host.internal.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be started, and all that it may touch. Nothing else of the machine is there inside: no network, no file, no
 * environment variable, no other process.
 *
 * @param name for people and for names of cgroups and containers: {@code [a-z0-9._-]+}
 * @param java home of the JVM that runs it, bound read-only with the libraries that it needs
 * @param arguments of that JVM, its main class and the arguments of that; files in them stand as {@link Sandbox#inside}
 *     says
 * @param readOnly files and folders that it reads
 * @param writable folders that it changes
 * @param programs programs that it may run, by their file on this machine, bound with what they need
 * @param environment the whole environment of the process
 */
public record Launch(
        String name,
        Path java,
        List<String> arguments,
        List<Path> readOnly,
        List<Path> writable,
        List<Path> programs,
        Map<String, String> environment,
        Limits limits) {

    public Launch {
        arguments = List.copyOf(arguments);
        readOnly = List.copyOf(readOnly);
        writable = List.copyOf(writable);
        programs = List.copyOf(programs);
        environment = Map.copyOf(environment);
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
     */
    public record Limits(
            long memoryBytes, int processes, int threads, int openFiles, long fileBytes, double processors) {}
}
