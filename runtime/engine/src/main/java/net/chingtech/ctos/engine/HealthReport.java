package net.chingtech.ctos.engine;

import java.util.List;

/**
 * What a skill's components and its own health checks say.
 *
 * @param status the worst line wins
 * @param lines what was found, for people
 */
public record HealthReport(Status status, List<String> lines) {

    /** Best first. */
    public enum Status {
        OK,
        WARN,
        CRITICAL
    }

    public HealthReport {
        lines = List.copyOf(lines);
    }

    public boolean isGood() {
        return status != Status.CRITICAL;
    }
}
