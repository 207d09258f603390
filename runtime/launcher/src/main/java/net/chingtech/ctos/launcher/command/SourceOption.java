package net.chingtech.ctos.launcher.command;

import java.util.Map;
import picocli.CommandLine.Option;

/** Where a skill is to come from; without it from its home, or from the first source that has it. */
final class SourceOption {

    private static final String KIND = "skillhub:";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Take the skill from this hub, as ./ctos trust names it.")
    private String name;

    boolean isGiven() {
        return name != null;
    }

    /** Says it in the body of {@code POST plans}. */
    Map<String, Object> in(Map<String, Object> change) {
        if (name != null) {
            change.put("source", name.contains(":") ? name : KIND + name);
        }
        return change;
    }
}
