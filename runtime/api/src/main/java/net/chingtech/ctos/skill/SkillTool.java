package net.chingtech.ctos.skill;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A tool that people and agents can call, registered as a service with the properties {@value #NAME},
 * {@value #DESCRIPTION} and {@value #INPUT_SCHEMA}. Called by many threads at once.
 */
@ConsumerType
public interface SkillTool {

    /** Service property: the tool's name, {@code [a-z0-9_]{1,64}}, unique in a container. */
    String NAME = "tool.name";

    /** Service property: what the tool does, for people and agents. */
    String DESCRIPTION = "tool.description";

    /** Service property: JSON Schema 2020-12 of the input, inline or as a path in the bundle. */
    String INPUT_SCHEMA = "tool.input_schema";

    /**
     * Answers one call.
     *
     * @throws ToolException when the call cannot be answered; its code and message reach the caller
     */
    ToolResult call(ToolCall call) throws ToolException;
}
