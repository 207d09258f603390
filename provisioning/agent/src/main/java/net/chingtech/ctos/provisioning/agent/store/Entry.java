package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.FailedVersion;
import net.chingtech.ctos.provisioning.UpdatePolicy;

/**
 * One installed skill.
 *
 * @param source the only place where later versions come from
 * @param channel which releases are offered to it
 * @param current the version that runs
 * @param history earlier states that can be gone back to, newest first
 * @param hostWish where an administrator wants it to run, as {@link Deployed#host()} says it, or null
 * @param quarantined why the current version must not run, or null
 * @param allowed revoked and doubted releases that may run all the same
 * @param held whether it stays at this version until somebody lets it go
 * @param failed versions that failed here, newest first
 * @param probation set while the current version is watched, or null
 * @param policy which updates come by themselves; nulls follow the container's policy
 * @param dataVersion the version whose shape its data has; null when that is the current one
 * @param transaction the last one that made this the truth; null in a registry of before, or one that was made anew
 */
public record Entry(
        SkillId id,
        String source,
        Channel channel,
        Instant installedAt,
        Deployed current,
        List<Past> history,
        String hostWish,
        Quarantined quarantined,
        List<Allowed> allowed,
        boolean held,
        List<FailedVersion> failed,
        Probation probation,
        UpdatePolicy policy,
        SkillVersion dataVersion,
        String transaction) {

    public Entry {
        history = history == null ? List.of() : List.copyOf(history);
        allowed = allowed == null ? List.of() : List.copyOf(allowed);
        failed = failed == null ? List.of() : List.copyOf(failed);
        policy = policy == null ? UpdatePolicy.INHERITED : policy;
    }

    /** The version whose shape its data has. */
    public SkillVersion shape() {
        return dataVersion == null ? current.version() : dataVersion;
    }

    /** The release that a rollback goes back to when nothing else is said, or null. */
    public Deployed previous() {
        return lastRelease().map(Past::release).orElse(null);
    }

    /** When it left that release for the current one, or null. */
    public Instant updatedAt() {
        return lastRelease().map(Past::until).orElse(null);
    }

    private Optional<Past> lastRelease() {
        return history.stream()
                .filter(past -> !past.release().sha256().equals(current.sha256()))
                .findFirst();
    }

    /** The state of that id, when it is kept. */
    public Optional<Past> past(String stateId) {
        return history.stream().filter(past -> past.stateId().equals(stateId)).findFirst();
    }

    /** Whether a transaction made this entry, or left a state that is kept. */
    public boolean isOf(String stateId) {
        return stateId.equals(transaction) || past(stateId).isPresent();
    }

    /** Whether this version or one that is kept may run programs, or might be allowed to at any moment. */
    public boolean mayRunPrograms() {
        return Stream.concat(Stream.of(current), history.stream().map(Past::release))
                .flatMap(release -> Stream.concat(release.grants().stream(), release.declined().stream()))
                .anyMatch(SkillPermission.ProcessExec.class::isInstance);
    }

    /** A copy in which some things are other. */
    public EntryDraft draft() {
        return new EntryDraft(this);
    }

    /** The same skill with other terms for the version that runs. */
    public Entry withCurrent(Deployed deployed) {
        return draft().current(deployed).entry();
    }

    /** The same skill, stopped until somebody wants it to run all the same, or another version comes. */
    public Entry quarantined(Quarantined why) {
        return draft().quarantined(why).entry();
    }

    /** Whether somebody agreed that a release runs although it was revoked, or is doubted, for this reason. */
    public boolean allows(String sha256, String reason) {
        return allowed.stream()
                .anyMatch(one -> one.sha256().equals(sha256) && one.reason().equals(reason));
    }
}
