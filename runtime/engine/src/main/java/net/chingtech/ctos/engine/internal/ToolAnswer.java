package net.chingtech.ctos.engine.internal;

import java.util.regex.Pattern;
import net.chingtech.ctos.engine.calls.PlainValues;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/** One call of a skill's tool, on the thread it was given: what comes out are plain values or a plain reason. */
public final class ToolAnswer {

    private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,64}");

    /** What a host says when a version takes no calls any more, and no tool may say in its place. */
    private static final String STOPPING = "skill_stopping";

    private ToolAnswer() {}

    /** The tool threw what it may not throw. */
    public static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        Broken(Throwable cause) {
            // With a message of its own: the default one would ask the cause, and that is the skill's code.
            super("the tool threw", cause);
        }
    }

    /**
     * @throws ToolException the tool's own reason, or {@code result_invalid}
     * @throws Broken when the tool threw anything else
     */
    public static ToolResult to(SkillTool tool, ToolCall call) throws ToolException, Broken {
        ToolResult result;
        try {
            result = tool.call(call);
        } catch (ToolException e) {
            throw plain(e);
        } catch (Throwable e) {
            throw new Broken(e);
        }
        if (result == null) {
            throw new ToolException("result_invalid", "The tool " + call.tool() + " answered with nothing.");
        }
        try {
            return new ToolResult(PlainValues.copy(result.value()));
        } catch (PlainValues.NotPlain e) {
            throw new ToolException(
                    "result_invalid", "The result of " + call.tool() + " cannot be used: " + e.getMessage() + ".");
        } catch (RuntimeException | Error e) {
            throw new Broken(e);
        }
    }

    /** Code and message only: an exception's class may be the skill's own, and its cause is nobody else's business. */
    private static ToolException plain(ToolException thrown) throws Broken {
        try {
            String code = thrown.code();
            if (code == null || !CODE.matcher(code).matches() || code.equals(STOPPING)) {
                throw new Broken(thrown);
            }
            return new ToolException(code, PlainWords.shorten(String.valueOf(thrown.getMessage())));
        } catch (RuntimeException | Error e) {
            throw new Broken(e);
        }
    }
}
