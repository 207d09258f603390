package net.chingtech.ctos.launcher.command;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which earlier state of a skill is gone back to, and what becomes of its data. */
final class StateOption {

    /** What becomes of the data, as REST names it. */
    enum Data {
        KEEP,
        RESTORE
    }

    @Option(names = "--state", paramLabel = "S", description = "This state, as ./ctos history ID names it.")
    private String state;

    @Option(
            names = "--data",
            paramLabel = "keep|restore",
            description = "Keep the data that is there, or put back what was there then (default: keep, unless it was"
                    + " migrated since).")
    private Data data;

    boolean isGiven() {
        return state != null || data != null;
    }

    /** Says it in the body of {@code POST plans}. */
    Map<String, Object> in(Map<String, Object> change) {
        if (state != null) {
            change.put("state", state);
        }
        if (data != null) {
            change.put("data", data.name().toLowerCase(Locale.ROOT));
        }
        return change;
    }
}
