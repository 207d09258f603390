package net.chingtech.ctos.clawhub.imports;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.folder.OnTime;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** The skills in a folder: those that the lock file names, and every folder with a SKILL.md that is not inside of one. */
final class Candidates {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DEEPEST = 4;
    static final int MOST = 1_000;
    /** How many names are looked at: whoever names a whole disk has not meant it. */
    private static final int MOST_NAMES = 200_000;

    private static final Set<String> TEXTS = Set.of("skill.md", "skills.md");

    private final Path root;
    private final Map<Path, LockFile.Line> found = new TreeMap<>();
    private int names;

    private Candidates(Path root) {
        this.root = root;
    }

    /** Folders, each with its line in the lock file, or {@link LockFile#NO_LINE}. */
    static Map<Path, LockFile.Line> in(Path folder) throws ProvisioningException {
        try {
            return OnTime.read(PATIENCE, folder.toString(), () -> all(folder), () -> {});
        } catch (IOException | DirectoryIteratorException e) {
            throw new ProvisioningException(
                    new Problem(
                            422,
                            "folder_unreadable",
                            unreadable(folder, e),
                            "See that it is a folder that is there, and that the container's user may read it."),
                    e);
        }
    }

    /** By its whole path, and by what in it when that is something else: a root has no name, and many have the same. */
    static String unreadable(Path folder, Exception e) {
        Throwable why = e instanceof DirectoryIteratorException iterating ? iterating.getCause() : e;
        String whole = LegacyProblem.shown(folder.toString());
        return why instanceof FileSystemException failed
                        && failed.getFile() != null
                        && !failed.getFile().equals(folder.toString())
                ? "In the folder " + whole + ", " + LegacyProblem.shown(failed.getFile()) + " cannot be read."
                : "The folder " + whole + " cannot be read.";
    }

    private static Map<Path, LockFile.Line> all(Path folder) throws IOException, ProvisioningException {
        // The folder itself may be reached over a link: an administrator named it.
        Candidates candidates = new Candidates(folder.toRealPath());
        Map<Path, LockFile.Line> locked = LockFile.of(candidates.root, MOST + 1);
        if (locked.size() > MOST) {
            throw tooMany();
        }
        candidates.found.putAll(locked);
        candidates.look(candidates.root, 0);
        return Collections.unmodifiableMap(candidates.found);
    }

    private static ProvisioningException tooMany() {
        return new ProvisioningException(new Problem(
                413,
                "folder_too_large",
                "There are more than " + MOST + " skills in the folder, or more than " + MOST_NAMES
                        + " files and folders to find them among.",
                "Import the folders in it, one after the other."));
    }

    /** @throws ProvisioningException {@code folder_too_large}, {@code cancelled} */
    private void found(Path folder) throws ProvisioningException {
        found.putIfAbsent(folder, LockFile.NO_LINE);
        if (found.size() > MOST) {
            throw tooMany();
        }
    }

    private void visit() throws ProvisioningException {
        if (Thread.currentThread().isInterrupted()) {
            throw LegacyProblem.cancelled();
        }
        names++;
        if (names > MOST_NAMES) {
            throw tooMany();
        }
    }

    private void look(Path folder, int depth) throws IOException, ProvisioningException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                visit();
                String name = child.getFileName().toString();
                if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)
                        && TEXTS.contains(name.toLowerCase(Locale.ROOT))) {
                    // What is inside of a skill is part of it.
                    found(folder);
                    return;
                }
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) && isWanted(name)) {
                    folders.add(child);
                }
            }
        }
        Collections.sort(folders);
        for (Path child : folders) {
            if (depth < DEEPEST) {
                lookIfReadable(child, depth + 1);
            }
        }
    }

    /** What cannot be looked into hides nothing else; a skill there is named when the lock file has it. */
    private void lookIfReadable(Path folder, int depth) throws IOException, ProvisioningException {
        if (Files.isReadable(folder) && Files.isExecutable(folder)) {
            look(folder, depth);
        } else {
            found(folder);
        }
    }

    /** Neither hidden, nor what Ching Tech OS leaves out, nor installed by npm. */
    private static boolean isWanted(String name) {
        return !name.startsWith(".") && !name.startsWith("_") && !name.equals("node_modules");
    }
}
