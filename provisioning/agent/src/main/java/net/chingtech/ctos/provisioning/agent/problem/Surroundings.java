package net.chingtech.ctos.provisioning.agent.problem;

import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.Problem;

/**
 * Tells what a release has itself to blame for from what its surroundings refuse it: another version would fare no better,
 * and this one may be tried again.
 */
public final class Surroundings {

    private static final Set<String> CODES = Set.of(
            "artifact_missing",
            "cancelled",
            "child_stopped",
            "data_unavailable",
            "digest_mismatch",
            "disk_failed",
            "disk_full",
            "internal_error",
            "lock_changed",
            "release_revoked",
            "settings_invalid",
            "settings_unreadable",
            "start_cancelled",
            "undo_failed",
            "weaker_host");

    private static final List<String> PREFIXES = List.of("canary_", "host_", "sandbox_");

    private Surroundings() {}

    /** @param why a skill does not start, run or end a step of a transaction well */
    public static boolean areToBlame(Problem why) {
        return CODES.contains(why.code()) || PREFIXES.stream().anyMatch(why.code()::startsWith);
    }
}
