package net.chingtech.ctos.launcher.command;

import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The yes that can be given beforehand: a plain one, and one of its own for each thing that a plain one does not cover. */
final class Consent {

    @Option(names = "--yes", description = "Agree to the plan without being asked; grants nothing optional.")
    boolean yes;

    @Option(
            names = "--accept-optional",
            paramLabel = "NAME",
            description = "Also grant this optional permission (may be repeated).")
    Set<String> optional = new LinkedHashSet<>();

    @Option(names = "--new-key", description = "Agree that the publisher's key has changed.")
    private boolean newKey;

    @Option(
            names = "--unverified",
            description =
                    "Agree that nobody vouches for the publisher (the key is remembered), or that nobody signed it.")
    private boolean unverified;

    @Option(names = "--weaker-host", description = "Agree that it runs less fenced than it should.")
    private boolean weakerHost;

    @Option(names = "--revoked", description = "Agree to run a release that was revoked.")
    private boolean revoked;

    @Option(names = "--suspicious", description = "Agree to what its source itself says looks dangerous.")
    private boolean suspicious;

    /** The flags as REST names them. */
    Set<String> flags() {
        Set<String> flags = new LinkedHashSet<>();
        add(flags, newKey, "new_key");
        add(flags, unverified, "unverified");
        add(flags, weakerHost, "weaker_host");
        add(flags, revoked, "revoked");
        add(flags, suspicious, "suspicious");
        return flags;
    }

    private static void add(Set<String> flags, boolean given, String name) {
        if (given) {
            flags.add(name);
        }
    }
}
