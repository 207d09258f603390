package net.chingtech.ctos.skillhub.server.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The JARs of all releases, by digest. */
public interface Artifacts {

    /** A folder where an upload is written before it is kept. */
    Upload upload() throws IOException;

    /** Takes a file out of an {@link Upload}; when this returns it is on disk under its digest. */
    void keep(Path file, String sha256) throws IOException;

    /** Throws away what was kept for a release that then was not filed. */
    void discard(String sha256) throws IOException;

    Optional<Path> find(String sha256);
}
