package net.chingtech.ctos.gateways.internal.net;

import net.chingtech.ctos.skill.ToolException;

/** What goes wrong on the way out, as a skill may hear it: nothing of this machine's own network. */
final class NetworkErrors {

    private NetworkErrors() {}

    static ToolException refused(String why) {
        return new ToolException("network_refused", why);
    }

    static ToolException denied(Destination to) {
        return new ToolException("network_denied", "This skill was not granted " + permission(to) + ".");
    }

    static ToolException takenBack(Destination to) {
        return new ToolException(
                "network_denied", "What this skill was granted was taken back: " + permission(to) + ".");
    }

    static ToolException addressDenied(Destination to) {
        return new ToolException("network_address_denied", to.host() + " leads to an address that no skill reaches.");
    }

    static ToolException failed(Destination to, String why) {
        return new ToolException("network_failed", to + ": " + why);
    }

    static ToolException timeout() {
        return new ToolException("network_timeout", "The answer did not come in time.");
    }

    static ToolException tooMuch(String what) {
        return new ToolException("network_too_much", what);
    }

    /** The narrowest permission that would have let it through. */
    static String permission(Destination to) {
        return "network:outbound:" + to.host() + ":" + to.port();
    }
}
