package net.chingtech.ctos.skillhub.server.publish;

/** How much the publish door takes, in bytes. */
public final class Limits {

    public static final long ARTIFACT = 50L * 1024 * 1024;
    public static final long STATEMENT = 256L * 1024;

    private Limits() {}
}
