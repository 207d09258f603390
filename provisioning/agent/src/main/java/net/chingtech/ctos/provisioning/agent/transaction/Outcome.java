package net.chingtech.ctos.provisioning.agent.transaction;

import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.problem.Surroundings;

/**
 * How a transaction ended.
 *
 * @param problem why it failed and was undone, or null
 * @param failed whose step failed; null when it was no single skill's
 * @param versionsOwn whether the new version itself is to blame, so that trying it again would end the same
 * @param undone whether it failed and all of it was undone
 */
public record Outcome(Problem problem, SkillId failed, boolean versionsOwn, boolean undone) {

    static final Outcome DONE = new Outcome(null, null, false, false);

    static Outcome undone(Problem why) {
        return new Outcome(why, null, false, true);
    }

    static Outcome notUndone(Problem why) {
        return new Outcome(why, null, false, false);
    }

    /**
     * The same, once it is known which step failed. What starts, migrates, or is asked, has itself to blame; not so for
     * what its surroundings refuse it.
     */
    Outcome by(Step step) {
        boolean asked =
                switch (step.act()) {
                    case MIGRATE, START, HEALTH, SWITCH -> true;
                    default -> false;
                };
        return new Outcome(problem, step.skill(), asked && !Surroundings.areToBlame(problem), undone);
    }

    boolean isDone() {
        return problem == null;
    }
}
