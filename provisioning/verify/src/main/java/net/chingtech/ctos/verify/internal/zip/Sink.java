package net.chingtech.ctos.verify.internal.zip;

/** Takes unpacked bytes, piece by piece. */
@FunctionalInterface
public interface Sink {

    /** Takes the first {@code length} bytes of the buffer, which is used again; says whether it wants more. */
    boolean take(byte[] buffer, int length);
}
