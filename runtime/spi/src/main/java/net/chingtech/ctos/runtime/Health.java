package net.chingtech.ctos.runtime;

import java.util.List;

/**
 * How a running skill is.
 *
 * @param status the worst line wins
 * @param lines what was found, for people
 */
public record Health(Status status, List<String> lines) {

    /** Best first. */
    public enum Status {
        OK,
        WARN,
        CRITICAL
    }

    public Health {
        lines = List.copyOf(lines);
    }

    public boolean isGood() {
        return status != Status.CRITICAL;
    }
}
