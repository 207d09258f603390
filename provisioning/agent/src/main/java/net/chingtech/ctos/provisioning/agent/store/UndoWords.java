package net.chingtech.ctos.provisioning.agent.store;

import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;

/** What people are told of data that was, or could not be, put back. */
public final class UndoWords {

    private UndoWords() {}

    /** That newer data was set aside. */
    public static String left(String name, SkillId id, String stateId) {
        return "what " + name + " wrote meanwhile has another shape, and was set aside for 30 days in "
                + place(id, stateId);
    }

    /** That data could not be put back, and where the copy of it is. */
    public static Problem failed(String name, SkillId id, String stateId, Exception why) {
        return new Problem(
                500,
                "undo_failed",
                name + " stays off: what it had before the change could not be put back ("
                        + reason(why)
                        + "). The copy of it is in " + place(id, stateId) + ", and is kept.",
                "Mend what is named there, such as a full disk, and restart the container: it tries again.");
    }

    /** That what was started does not stop, and may have to do with data, of which there is no copy. */
    public static Problem runs(String name, Exception why) {
        return new Problem(
                500,
                "undo_failed",
                name + " stays off: what was started of it could not be stopped (" + reason(why) + ").",
                "Restart the container: at its start only what is installed runs.");
    }

    private static String reason(Exception why) {
        return PlainText.line(String.valueOf(why.getMessage()), 500);
    }

    private static String place(SkillId id, String stateId) {
        return "skills/backups/" + id + "/" + stateId;
    }
}
