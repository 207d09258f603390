package net.chingtech.ctos.launcher.command;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a skill is wanted to run; without it, what was wished for the skill before holds. */
final class HostOption {

    /** The places, as REST names them. */
    enum Host {
        AUTO,
        IN_FRAMEWORK,
        PROCESS
    }

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Where it runs from now on: process, in_framework, or auto, which lets the container decide.")
    private Host host;

    boolean isGiven() {
        return host != null;
    }

    /** Says it in the body of {@code POST plans}. */
    Map<String, Object> in(Map<String, Object> change) {
        if (host != null) {
            change.put("host", host.name().toLowerCase(Locale.ROOT));
        }
        return change;
    }
}
