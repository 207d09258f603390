package net.chingtech.ctos.host.internal.start;

import java.util.List;
import net.chingtech.ctos.engine.EngineFailed;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/** Why a skill did not start, as an administrator reads it. What runs instead is not known here, and not said. */
public final class Failures {

    static final String NEXT_STEP = "Tell the skill's author, or install another version.";

    private Failures() {}

    public static StartFailed failed(StagedSkill skill, String code, String what, List<String> more, Throwable cause) {
        return failed(skill, code, what, NEXT_STEP, more, cause);
    }

    public static StartFailed failed(
            StagedSkill skill, String code, String what, String nextStep, List<String> more, Throwable cause) {
        return new StartFailed(
                new Problem(409, code, skill.id() + " " + skill.version() + " did not start: " + what, nextStep, more),
                cause);
    }

    /** What the engine says, for the administrator of a container. */
    public static StartFailed of(StagedSkill skill, EngineFailed e) {
        if (e.code().equals("still_stopping")) {
            return failed(skill, e.code(), e.getMessage(), "Start the container again.", e.lines(), e);
        }
        return failed(skill, e.code(), e.getMessage(), e.lines(), e);
    }
}
