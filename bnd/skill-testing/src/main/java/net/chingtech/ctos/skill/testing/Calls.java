package net.chingtech.ctos.skill.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;

/** Calls as the router hands them to a tool. */
public final class Calls {

    private Calls() {}

    /** A call by an administrator; the input is not checked against the tool's schema. */
    public static ToolCall of(String tool, Map<String, ?> input) {
        return new ToolCall(tool, new LinkedHashMap<>(input), new Caller(Caller.Kind.ADMINISTRATOR, "test"));
    }
}
