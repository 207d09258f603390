package net.chingtech.ctos.engine;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Whoever has a skill run: asked whether its tools will do, and told what they throw. */
@ConsumerType
public interface SkillOwner {

    /**
     * Looks at a tool's words and schema, before any code of the tool runs.
     *
     * @throws EngineFailed when they will not do
     */
    void check(OfferedTool tool) throws EngineFailed;

    /**
     * A tool threw what it may not throw; its caller only hears {@code tool_failed}.
     *
     * @param causes what the exception and its causes say, outermost first
     */
    void threw(String tool, List<String> causes);
}
