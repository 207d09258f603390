package net.chingtech.ctos.provisioning;

import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;

/**
 * What a migration of all legacy skills would do, and what was migrated. Made without touching anything.
 *
 * @param skills the installed legacy skills, by id
 * @param done what was migrated, newest first; also what cannot be undone any more
 */
public record MigrationReport(List<Legacy> skills, List<Done> done) {

    public MigrationReport {
        skills = List.copyOf(skills);
        done = List.copyOf(done);
    }

    /** Whether a legacy skill can be migrated. */
    public enum State {
        READY,
        /** Nobody says what follows it. */
        NOT_MAPPED,
        /** What follows it is offered nowhere, or not in a version that takes over what it has. */
        FOLLOWER_MISSING,
        /** What follows it was revoked or withdrawn. */
        FOLLOWER_REVOKED,
        /** Something of what follows it would be overwritten. */
        CONFLICT,
        /** A source that has to be asked does not answer. */
        SOURCE_UNREACHABLE,
        /** For another reason, which the problem says. */
        BLOCKED
    }

    /**
     * One legacy skill.
     *
     * @param follower what follows it, or null
     * @param followerVersion what would be there afterwards, or null
     * @param origin whose map says so: a source's id, or {@code local}; null when nobody does
     * @param problem why it cannot be migrated; null when it can
     * @param gained permissions that the follower has and it has not
     * @param lost the opposite
     * @param carried what is carried over, in words
     * @param values names of its values that are carried over
     * @param valuesLeft names of its values that only stay in the kept copy
     * @param data files and folders of its data folder that are carried over
     * @param dataLeft those at the top of its data folder that only stay in the kept copy
     * @param dataBytes about how much of its data is carried over
     * @param notes what else people should know, one sentence each
     */
    public record Legacy(
            SkillId id,
            String name,
            SkillVersion version,
            SkillId follower,
            SkillVersion followerVersion,
            String origin,
            State state,
            Problem problem,
            List<SkillPermission> gained,
            List<SkillPermission> lost,
            List<String> carried,
            List<String> values,
            List<String> valuesLeft,
            List<String> data,
            List<String> dataLeft,
            long dataBytes,
            List<String> notes) {
        public Legacy {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
            carried = List.copyOf(carried);
            values = List.copyOf(values);
            valuesLeft = List.copyOf(valuesLeft);
            data = List.copyOf(data);
            dataLeft = List.copyOf(dataLeft);
            notes = List.copyOf(notes);
        }
    }

    /**
     * One migration that was done.
     *
     * @param brought whether the migration installed the follower; otherwise it was there before
     * @param undoUntil until when it can be undone
     * @param problem why it cannot be undone; null when it can
     */
    public record Done(
            SkillId id,
            String name,
            SkillVersion version,
            SkillId follower,
            SkillVersion followerVersion,
            boolean brought,
            Instant at,
            Instant undoUntil,
            Problem problem) {}
}
