package net.chingtech.ctos.skillhub.server.store;

import java.util.Optional;

/** Which skill follows which legacy skill, as a file. Every method throws {@link StoreFailed} when the database does. */
public interface Maps {

    /**
     * The file.
     *
     * @param content as it was brought, byte for byte
     */
    record Kept(int version, byte[] content) {}

    /** What is kept now; empty before the first. */
    Optional<Kept> last();

    /** Keeps another in its place; on disk when this returns. */
    void keep(Kept map);
}
