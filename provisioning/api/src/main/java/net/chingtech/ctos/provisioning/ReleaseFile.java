package net.chingtech.ctos.provisioning;

/**
 * A picture of a release, as its source sent it: not proven, to be shown only where it can do no harm.
 *
 * @param mediaType an image type, such as {@code image/svg+xml}
 * @param content at most {@link #LARGEST} bytes
 */
public record ReleaseFile(String mediaType, byte[] content) {

    /** The largest picture that is handed on, in bytes. */
    public static final int LARGEST = 512 * 1024;
}
