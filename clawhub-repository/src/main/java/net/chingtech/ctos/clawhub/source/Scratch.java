package net.chingtech.ctos.clawhub.source;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Folders of the home whose content may be lost at any time, and what the disk says when it has no room. */
public final class Scratch {

    private Scratch() {}

    /** The folder, made when it is not there. */
    public static Path in(Path folder) throws ProvisioningException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(e, "the folder " + folder.getFileName());
        }
    }

    /** Throws everything in a folder away, and the folder; nothing happens when it is not there. */
    public static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    /** Copies a file to where none is; on failure nothing is left there. */
    public static void copy(Path from, Path target) throws ProvisioningException {
        if (Files.exists(target)) {
            throw failed(
                    new FileAlreadyExistsException(target.toString()),
                    target.getFileName().toString());
        }
        try {
            Files.copy(from, target);
        } catch (IOException e) {
            ProvisioningException failed = failed(e, target.getFileName().toString());
            try {
                Files.deleteIfExists(target);
            } catch (IOException left) {
                failed.addSuppressed(left);
            }
            throw failed;
        }
    }

    /** What it means that a file could not be written. */
    public static ProvisioningException failed(IOException e, String what) {
        return LegacyProblem.notWritten(e, what);
    }
}
