package net.chingtech.ctos.host.internal.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A folder of ours that becomes the root of sandboxes which start from a folder: small files of the machine are copied
 * into it, and there is an empty file or folder where something is to be bound. One serves all launches of the same shape.
 *
 * @param folder the root
 * @param bound what is still to be bound
 */
record RootTree(Path folder, List<Binding> bound) {

    private static final List<String> DEVICES = List.of("null", "zero", "full", "random", "urandom");
    private static final long MOST_BYTES_COPIED = 8 << 20;

    /** The machine's devices that a program may expect, as places inside. */
    static List<Binding> devices() {
        return DEVICES.stream()
                .map(name -> new Binding(Path.of("/dev", name), "/dev/" + name, true))
                .toList();
    }

    /**
     * Finds or makes the tree of a launch.
     *
     * @param scratch our folder, where the trees are kept
     * @param bindings what is there inside
     * @param launch whose own files differ from skill to skill
     */
    static RootTree of(Path scratch, List<Binding> bindings, Launch launch) throws IOException {
        Path trees = Files.createDirectories(scratch.resolve("roots"));
        Set<String> own = new TreeSet<>(launch.readOnly().keySet());
        own.addAll(launch.writable().keySet());
        List<Binding> copied = new ArrayList<>();
        List<Binding> bound = new ArrayList<>();
        Map<String, String> links = MergedFolders.of(launch);
        StringBuilder shape = new StringBuilder(links.toString()).append('\n');
        for (Binding binding : bindings) {
            BasicFileAttributes file = Files.readAttributes(binding.file(), BasicFileAttributes.class);
            boolean copy = !own.contains(binding.place()) && file.isRegularFile() && file.size() <= MOST_BYTES_COPIED;
            (copy ? copied : bound).add(binding);
            // An update of the machine is another file at the same place.
            shape.append(copy ? binding.file() + " " + file.lastModifiedTime() : file.isDirectory())
                    .append(binding.place())
                    .append('\n');
        }
        String name = UUID.nameUUIDFromBytes(shape.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        Path folder = trees.resolve(name);
        synchronized (RootTree.class) {
            if (!Files.isDirectory(folder)) {
                make(folder, copied, bound, links);
            }
        }
        return new RootTree(folder, bound);
    }

    private static void make(Path folder, List<Binding> copied, List<Binding> bound, Map<String, String> links)
            throws IOException {
        Path half = folder.resolveSibling(folder.getFileName() + ".half");
        Folders.delete(half);
        for (String place : List.of("proc", "dev", "tmp", "old", "skill")) {
            Files.createDirectories(half.resolve(place));
        }
        // A file system in memory that is mounted there may take over who may write.
        Files.setPosixFilePermissions(half.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (Binding binding : copied) {
            Path place = half.resolve(binding.place().substring(1));
            Files.createDirectories(place.getParent());
            link(folder.resolveSibling("files"), binding.file(), place);
        }
        List<Binding> points = new ArrayList<>(bound);
        points.addAll(devices());
        for (Binding binding : points) {
            Path place = half.resolve(binding.place().substring(1));
            if (Files.isDirectory(binding.file())) {
                Files.createDirectories(place);
            } else if (!Files.exists(place)) {
                Files.createDirectories(place.getParent());
                Files.createFile(place);
            }
        }
        for (String[] link :
                new String[][] {{"fd", "/proc/self/fd"}, {"stdin", "fd/0"}, {"stdout", "fd/1"}, {"stderr", "fd/2"}}) {
            Files.createSymbolicLink(half.resolve("dev").resolve(link[0]), Path.of(link[1]));
        }
        for (Map.Entry<String, String> link : links.entrySet()) {
            Files.createSymbolicLink(half.resolve(link.getKey().substring(1)), Path.of(link.getValue()));
        }
        Files.move(half, folder);
    }

    /** All trees have the same copy of a file. */
    private static void link(Path files, Path file, Path place) throws IOException {
        String name = file + " " + Files.getLastModifiedTime(file);
        Path copy = files.resolve(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        if (!Files.exists(copy)) {
            Files.createDirectories(files);
            Path half = Files.createTempFile(files, "half", null);
            Files.copy(file, half, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.move(half, copy);
        }
        try {
            Files.createLink(place, copy);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // Not every file system has two names for a file.
            Files.copy(copy, place, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
