package net.chingtech.ctos.host.internal.sandbox;

import java.util.Optional;

/** A process in a sandbox. Its streams are those of {@link #process}; what ends it ends all its descendants. */
public interface Confined extends AutoCloseable {

    Process process();

    /** Private memory of all its processes in bytes, measured within the last half second; empty when it is over. */
    Optional<Long> memoryBytes();

    /** Which limit ended it, for people; empty when none did. */
    Optional<String> exceeded();

    /** Ends all its processes at once; nothing to do when they ended. */
    @Override
    void close();
}
