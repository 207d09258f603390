package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.format.mapping.SkillMap.PathMove;

/**
 * Copies parts of one skill's data folder into another's. Both skills stand still while it does. It follows no link and takes
 * none along, overwrites nothing, and leaves neither folder.
 */
public final class DataCarry {

    private static final int DEEPEST = 200;

    private final Path from;
    private final Path to;

    public DataCarry(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** Told of each file and folder that would be copied. */
    private interface Each {
        void at(Path source, Path target) throws IOException;
    }

    /** Whether a path stays in the folder that it is relative to. */
    public static boolean stays(String path) {
        if (path == null || path.isEmpty() || path.indexOf(0) >= 0 || path.indexOf('\\') >= 0) {
            return false;
        }
        return path.equals(".")
                || List.of(path.split("/", -1)).stream()
                        .noneMatch(part -> Set.of("", ".", "..").contains(part));
    }

    /** Whether there is anything to copy: no link, and nothing behind one. */
    public boolean exists(PathMove move) {
        return isReal(from, move.from());
    }

    /** How many bytes all files of it have. */
    public long bytes(PathMove move) throws IOException {
        long[] sum = {0};
        walk(move, (source, target) -> sum[0] += isFile(source) ? Files.size(source) : 0);
        return sum[0];
    }

    /** What of the other folder stands in its way, relative to that folder; files that are the same do not. */
    public List<String> inTheWay(PathMove move) throws IOException {
        List<String> found = new ArrayList<>();
        walk(move, (source, target) -> {
            if (isInTheWay(source, target)) {
                found.add(to.relativize(target).toString());
            }
        });
        return found;
    }

    /**
     * Copies it; it lasts when this returns.
     *
     * @param most how many bytes at most
     * @param cancelled asked before each file
     * @return how many bytes were copied
     * @throws IOException also when something stands in the way, or there is more than that
     */
    public long copy(PathMove move, long most, BooleanSupplier cancelled) throws IOException {
        long[] sum = {0};
        List<Path> folders = new ArrayList<>();
        Files.createDirectories(to);
        folders.add(to);
        walk(move, (source, target) -> {
            if (cancelled.getAsBoolean()) {
                throw new InterruptedIOException("the copy was cancelled");
            }
            if (isInTheWay(source, target)) {
                throw new IOException(to.relativize(target) + " is there already");
            }
            sum[0] += isFile(source) ? Files.size(source) : 0;
            if (sum[0] > most) {
                throw new IOException("the files have more than " + most + " bytes");
            }
            if (isFolder(source)) {
                Files.createDirectories(target);
                folders.add(target);
            } else if (!isFile(target)) {
                Files.createDirectories(target.getParent());
                folders.add(target.getParent());
                Files.copy(source, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                try (FileChannel channel = FileChannel.open(target, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        });
        for (Path folder : folders) {
            WholeFile.syncFolder(folder);
        }
        return sum[0];
    }

    private void walk(PathMove move, Each each) throws IOException {
        if (!stays(move.from()) || !stays(move.to())) {
            throw new IOException("the paths " + move.from() + " and " + move.to() + " leave their folders");
        }
        if (exists(move)) {
            walk(at(from, move.from()), at(to, move.to()), each, 0);
        }
    }

    private void walk(Path source, Path target, Each each, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("folders are nested more than " + DEEPEST + " deep");
        }
        if (isFile(source) || isFolder(source)) {
            each.at(source, target);
        }
        if (isFolder(source)) {
            for (Path child : Folders.children(source)) {
                walk(child, target.resolve(child.getFileName()), each, depth + 1);
            }
        }
    }

    private boolean isInTheWay(Path source, Path target) throws IOException {
        // A link in the other folder may lead anywhere.
        for (Path part = target.getParent(); part.startsWith(to); part = part.getParent()) {
            if (Files.exists(part, LinkOption.NOFOLLOW_LINKS) && !isFolder(part)) {
                return true;
            }
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return isFolder(source) ? !isFolder(target) : !(isFile(target) && Files.mismatch(source, target) < 0);
    }

    private static Path at(Path root, String path) {
        return path.equals(".") ? root : root.resolve(path);
    }

    /** Whether a path is there, with no link on the way. */
    private static boolean isReal(Path root, String path) {
        if (!stays(path) || !isFolder(root)) {
            return false;
        }
        Path here = root;
        for (String part : path.equals(".") ? new String[0] : path.split("/")) {
            if (!isFolder(here)) {
                return false;
            }
            here = here.resolve(part);
        }
        return isFolder(here) || isFile(here);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
