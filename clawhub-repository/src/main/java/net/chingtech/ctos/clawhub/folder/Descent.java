package net.chingtech.ctos.clawhub.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Goes down to a folder from open folder to open folder, and over no link. A path that was looked at can lead elsewhere when it
 * is opened; an open folder cannot.
 */
public final class Descent {

    /** How files in an open folder are opened. */
    public static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private Descent() {}

    /** @param folder absolute; where a part of it is a link, it fails */
    public static SecureDirectoryStream<Path> to(Path folder) throws IOException {
        SecureDirectoryStream<Path> at = secure(Files.newDirectoryStream(folder.getRoot()), folder);
        for (Path name : folder) {
            try (SecureDirectoryStream<Path> above = at) {
                at = secure(above.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS), folder);
            }
        }
        return at;
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream, Path shown) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this system cannot read " + shown + " without following links");
    }
}
