package net.chingtech.ctos.launcher.container;

/** The version of this program, as its JAR says. */
public final class Version {

    private Version() {}

    public static String ours() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
