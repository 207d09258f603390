package net.chingtech.ctos.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.util.promise.Promise;

/** Sends each tool call to the running version of the skill that owns the tool; a call holds a lease on that version. */
@ProviderType
public interface ToolRouter {

    /** The tools of all live skills, by name. */
    List<RoutedTool> tools();

    /**
     * Calls a tool for an administrator or an agent, or for a skill (whose right to call it the gateway has checked, and
     * whose target must be exported). The input is checked against the tool's schema first.
     *
     * @return ends with a {@link net.chingtech.ctos.skill.ToolException}: {@code tool_unknown}, {@code input_invalid},
     *     {@code call_denied}, {@code call_timeout}, {@code tool_failed}, or the tool's own code
     */
    CompletionStage<ToolResult> call(ToolCall call);

    /**
     * As {@link #call(ToolCall)}, but only when the tool is {@code owner}'s: how a skill calls another.
     *
     * @return ends with {@code tool_unknown} when {@code owner} does not run or has no such tool
     */
    CompletionStage<ToolResult> call(SkillId owner, ToolCall call);

    /**
     * Makes {@code skill} the version that calls go to, from now on and at once for all its tools. The version before is
     * no longer called, and still runs.
     *
     * @return the version before
     * @throws ToolNameTaken when another skill has one of its tool names; nothing changed
     */
    Optional<RunningSkill> switchTo(RunningSkill skill) throws ToolNameTaken;

    /**
     * Lets the calls of a skill's tools wait from now on, instead of reaching a version; calls that run go on, and so does
     * what a call that runs in a held skill calls. The skill's tools stay in the list, also while no version of it runs, and
     * {@link #switchTo} lets nobody go on. A hold that is there already counts on.
     *
     * <p>Calls wait in the order in which they came; more than some are refused with {@code skill_busy}. What is routed
     * when a call goes on judges its input and whether it may be called.
     *
     * @param longest how long one call waits; then it ends with {@code skill_updating}
     */
    Hold hold(SkillId id, Duration longest);

    /** Calls that wait; {@link #close} sends them to the version that is routed then, or says {@code tool_unknown}. */
    interface Hold extends AutoCloseable {

        /** How many calls wait now. */
        int waiting();

        /** Lets the calls go on; nothing to do a second time. */
        @Override
        void close();
    }

    /** Sends no more calls to a skill: its tools are gone. Its running version, if any, still runs. */
    Optional<RunningSkill> retire(SkillId id);

    /** The version that calls go to now. */
    Optional<RunningSkill> running(SkillId id);

    /** What was called of a skill since the container started; counted, not kept. */
    default CallTally calls(SkillId id) {
        return CallTally.NONE;
    }

    /** Retires the skill, waits for its calls, and stops it; nothing to do when it is not there. */
    Promise<Void> retireAndStop(SkillId id, Duration patience);

    /** A live tool and whose it is. */
    record RoutedTool(ToolDescription tool, SkillId skill, SkillVersion version) {}

    /** Told when the list of tools changed; registered as a service. */
    @ConsumerType
    interface Listener {
        void toolsChanged();
    }

    /** A tool name belongs to another skill. */
    final class ToolNameTaken extends Exception {

        private static final long serialVersionUID = 1L;

        public ToolNameTaken(String tool, SkillId owner) {
            super("the tool name " + tool + " belongs to " + owner);
        }
    }
}
