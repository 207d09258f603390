package net.chingtech.ctos.skill;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Other skills, as far as this skill was granted {@code skill:call:ID}: the tools that they export. */
@ProviderType
public interface Skills {

    /**
     * Calls a tool that another skill exports and waits for its answer.
     *
     * @param skillId the other skill, such as {@code net.chingtech.crm}
     * @param tool one of its exported tools
     * @throws ToolException {@code call_denied} (not granted, not exported), {@code tool_unknown}, {@code call_cycle},
     *     {@code call_timeout}, or the code that the tool itself gave
     */
    ToolResult call(String skillId, String tool, Map<String, ?> input) throws ToolException;
}
