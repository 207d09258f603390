package net.chingtech.ctos.host.internal.start;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/** Why a skill did not start, as an administrator reads it. */
public final class Failures {

    private static final int MOST_CAUSES = 5;
    private static final int LONGEST = 500;

    private Failures() {}

    public static StartFailed failed(StagedSkill skill, String code, String what, List<String> more, Throwable cause) {
        return failed(
                skill,
                code,
                what,
                "The version before goes on; tell the skill's author, or install another version.",
                more,
                cause);
    }

    public static StartFailed failed(
            StagedSkill skill, String code, String what, String nextStep, List<String> more, Throwable cause) {
        return new StartFailed(
                new Problem(409, code, skill.id() + " " + skill.version() + " did not start: " + what, nextStep, more),
                cause);
    }

    public static StartFailed threw(StagedSkill skill, Throwable error) {
        List<String> causes = causes(error);
        return failed(skill, "skill_threw", causes.get(causes.size() - 1) + ".", causes, error);
    }

    /** What an exception and its causes say, outermost first; the code of a skill may be behind each word. */
    public static List<String> causes(Throwable error) {
        List<String> causes = new ArrayList<>();
        for (Throwable e = error; e != null && causes.size() < MOST_CAUSES; e = e.getCause()) {
            causes.add(tell(e));
        }
        return causes;
    }

    public static String tell(Throwable error) {
        String message;
        try {
            message = error.getMessage();
        } catch (RuntimeException | Error e) {
            message = null;
        }
        return shorten(error.getClass().getName() + (message == null ? "" : ": " + message));
    }

    /** One line without control characters, and not endless. */
    public static String shorten(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
