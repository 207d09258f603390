package net.chingtech.ctos.clawhub.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * Reads a folder of this machine without following a link, so that nothing outside of it gets into a skill, whatever somebody
 * who may write to it does meanwhile.
 */
final class LegacyDirectory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path root;
    private final Duration patience;
    private final Consumer<String> opening;
    private final Gathered gathered = new Gathered();

    LegacyDirectory(Path root) {
        this(root, PATIENCE, path -> {});
    }

    /** @param opening told of each file before it is opened */
    LegacyDirectory(Path root, Duration patience, Consumer<String> opening) {
        this.root = root;
        this.patience = patience;
        this.opening = opening;
    }

    Gathered read() throws ProvisioningException {
        try {
            return OnTime.read(patience, root.toString(), this::whole, gathered::giveUp);
        } catch (IOException e) {
            throw LegacyProblem.because(
                    422,
                    "folder_unreadable",
                    "The folder " + LegacyProblem.shown(root.toString()) + " cannot be read.",
                    "See that it is there and that the container's user may read it, and the names in the folders"
                            + " above it.",
                    e);
        }
    }

    private Gathered whole() throws IOException, ProvisioningException {
        Path real = root.toRealPath();
        if (!real.equals(root.toAbsolutePath().normalize())) {
            throw LegacyProblem.unfit(
                    "folder_linked",
                    "The way to the folder " + LegacyProblem.shown(root.toString())
                            + " is a link, which may lead anywhere.",
                    "If what it leads to is wanted, name that folder.");
        }
        try (SecureDirectoryStream<Path> folder = Descent.to(real)) {
            read(folder, "", 0);
        }
        return gathered;
    }

    private void read(SecureDirectoryStream<Path> folder, String prefix, int depth)
            throws IOException, ProvisioningException {
        if (depth > LegacyPaths.DEEPEST) {
            throw LegacyPaths.tooDeep();
        }
        for (Path name : names(folder)) {
            String path = prefix + name;
            PosixFileAttributes attributes = folder.getFileAttributeView(
                            name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (attributes.isSymbolicLink()) {
                gathered.link(path);
            } else if (attributes.isOther()) {
                gathered.special(path);
            } else if (!attributes.isDirectory()) {
                file(folder, name, path, attributes);
            } else if (isWanted(path)) {
                try (var below =
                        (SecureDirectoryStream<Path>) folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                    read(below, path + "/", depth + 1);
                }
            }
        }
    }

    /** What git, npm and editors keep can be large, and is no part of a skill. */
    private boolean isWanted(String path) {
        boolean mark = path.equals(".clawhub") || path.equals(".clawdhub");
        return mark || (!LegacyPaths.isHidden(path) && gathered.wants(path + "/"));
    }

    /** All are counted before any is remembered: a folder may have millions. */
    private List<Path> names(SecureDirectoryStream<Path> folder) throws IOException, ProvisioningException {
        List<Path> names = new ArrayList<>();
        try {
            for (Path child : folder) {
                gathered.visit();
                names.add(child.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(null);
        return names;
    }

    private void file(SecureDirectoryStream<Path> folder, Path name, String path, PosixFileAttributes attributes)
            throws IOException, ProvisioningException {
        gathered.name(path);
        if (!gathered.wants(path)) {
            return;
        }
        opening.accept(path);
        try (InputStream in = Channels.newInputStream(folder.newByteChannel(name, Descent.READING))) {
            byte[] content = in.readNBytes(Math.toIntExact(gathered.room() + 1));
            if (content.length > gathered.room()) {
                throw gathered.tooLarge(path);
            }
            gathered.content(new LegacyFile(
                    path, content, attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)));
        }
    }
}
