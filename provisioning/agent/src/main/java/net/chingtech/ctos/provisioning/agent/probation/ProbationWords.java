package net.chingtech.ctos.provisioning.agent.probation;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;
import net.chingtech.ctos.provisioning.agent.store.Past;

/** What administrators are told of versions that failed on probation. */
final class ProbationWords {

    static final String ROLLED_BACK = "update_rolled_back";

    private static final String FAILED = "rollback_failed";

    private ProbationWords() {}

    /**
     * That a skill went back by itself. The same words whenever it is asked for, so that it is told once.
     *
     * @param left the state that it left
     */
    static Problem rolledBack(Entry entry, FailedVersion failed, Past left) {
        String data = left.migrated()
                ? " Its data is what it was before the update; what was written since is kept as the state "
                        + left.stateId() + "."
                : " Its data stayed as it was.";
        return new Problem(
                503,
                ROLLED_BACK,
                left.release().name() + " " + failed.version() + " failed after its update at " + failed.at()
                        + ": " + failed.problem().detail()
                        + " The version of before is back in its place." + data,
                "Tell the skill's publisher. " + failed.version()
                        + " does not come by itself again; to try it all the same: ./ctos update "
                        + entry.id() + " --version " + failed.version() + ".",
                more(failed.problem()));
    }

    /** That it could not go back. */
    static Problem stays(Entry entry, FailedVersion failed, Problem why) {
        List<String> more = more(failed.problem());
        more.add(why.code() + ": " + why.detail());
        more.addAll(why.more());
        return new Problem(
                503,
                FAILED,
                entry.current().name() + " " + failed.version() + " failed after its update at " + failed.at()
                        + ": " + failed.problem().detail()
                        + " The container could not go back to the version of before: " + why.detail(),
                why.nextStep() + " Then go back with ./ctos rollback " + entry.id()
                        + ", or restart the container, which tries it again.",
                more);
    }

    /** That a legacy skill took its place back by itself. */
    static Problem migratedBack(Migrated migrated, FailedVersion failed) {
        return new Problem(
                503,
                "migration_rolled_back",
                migrated.follower() + " " + failed.version() + " failed after it took the place of " + migrated.id()
                        + ": " + failed.problem().detail() + " " + migrated.id() + " "
                        + migrated.legacy().current().version() + " is back, with what it had.",
                "Tell the publisher of " + migrated.follower() + "; to try it all the same: ./ctos migrate --apply "
                        + migrated.id() + ".",
                more(failed.problem()));
    }

    /** That it could not. */
    static Problem staysMigrated(Migrated migrated, FailedVersion failed, Problem why) {
        List<String> more = more(failed.problem());
        more.add(why.code() + ": " + why.detail());
        more.addAll(why.more());
        return new Problem(
                503,
                FAILED,
                migrated.follower() + " " + failed.version() + " failed after it took the place of " + migrated.id()
                        + ": " + failed.problem().detail() + " The legacy skill could not be brought back: "
                        + why.detail(),
                why.nextStep() + " Then undo the migration with ./ctos migrate --undo " + migrated.id()
                        + ", or restart the container, which tries it again.",
                more);
    }

    static Problem nothingKept(Entry entry) {
        return new Problem(
                409,
                "nothing_to_roll_back",
                "The state before " + entry.current().version() + " is not kept any more.",
                "Update to a newer version, or uninstall it; its data is kept.");
    }

    private static List<String> more(Problem problem) {
        List<String> more = new ArrayList<>(problem.more());
        if (problem.nextStep() != null && !problem.nextStep().isBlank()) {
            more.add(problem.nextStep());
        }
        return more;
    }
}
