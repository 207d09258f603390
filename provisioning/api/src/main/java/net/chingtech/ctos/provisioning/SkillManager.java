package net.chingtech.ctos.provisioning;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillRating;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds, installs, updates, takes back and removes skills. Every change is a {@link Plan} first, that somebody agrees
 * to; one change is carried out at a time. A service; it registers once installed skills were started, with the service
 * property {@code ctos.ready=provisioning}.
 */
@ProviderType
public interface SkillManager {

    /** Searches all sources at once; one that fails is named and hides nothing of the others. */
    SearchPage search(SkillQuery query);

    /**
     * What the catalogue says of a skill; for an installed skill of its own source.
     *
     * @throws ProvisioningException {@code skill_unknown}, {@code source_unreachable}
     */
    SkillDetails details(SkillId id) throws ProvisioningException;

    /** One release, as its source shows it. */
    ReleaseInfo release(SkillId id, VersionRange range) throws ProvisioningException;

    /**
     * A picture of one release, from the skill's own source, or from the first source that has it when the skill is not
     * installed.
     *
     * @return empty when there is no such picture
     * @see SkillSource#file(SkillId, SkillVersion, String)
     */
    default Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        return Optional.empty();
    }

    /**
     * Says what would change. Nothing is touched.
     *
     * @throws ProvisioningException {@code skill_unknown}, {@code version_unknown}, {@code not_installed},
     *     {@code already_installed}, {@code up_to_date}, {@code not_newer}, {@code nothing_to_roll_back}, {@code host_cannot_hold},
     *     {@code needed_by_others}, {@code dependency_missing} (with the chain of who needs what, and the nearest
     *     candidate), {@code resolve_timeout}, {@code source_unreachable}, {@code id_ambiguous} (several sources mean
     *     different publishers' skills by a new id), {@code home_elsewhere}, {@code publisher_changed}, {@code
     *     publisher_key_changed}, {@code key_revoked}, {@code release_yanked}, {@code statement_backdated}, {@code
     *     tier_claimed}, {@code not_legacy}, {@code not_mapped}, {@code follower_missing}, {@code follower_revoked},
     *     {@code follower_version_unfit}, {@code migration_conflict}, {@code nothing_to_migrate}, {@code
     *     migration_unknown}, {@code migration_too_old}, {@code migration_copy_missing}, {@code namespace_foreign}, the code of a host that cannot run skills now, or a reason of the
     *     verifier
     */
    Plan plan(Change change) throws ProvisioningException;

    /**
     * Starts to carry out a plan; the task says how it goes on.
     *
     * @throws ProvisioningException {@code plan_unknown}, {@code plan_expired}, {@code plan_changed},
     *     {@code consent_missing} (names the permission or flag), {@code consent_too_wide} (names what was not asked
     *     for), {@code busy} (names what runs), or a reason of {@link #plan}
     */
    Task carryOut(Consent consent) throws ProvisioningException;

    /** What a migration of the installed legacy skills would do, each looked at by itself, and what was migrated. */
    MigrationReport migration();

    /** Asks all sources for newer releases of what is installed, and remembers the answer. */
    UpdateCheck checkForUpdates();

    /** What the last check found. */
    UpdateCheck lastUpdateCheck();

    /** By id. */
    List<InstalledSkill> installed();

    /**
     * One installed skill.
     *
     * @throws ProvisioningException {@code not_installed}
     */
    InstalledSkill installed(SkillId id) throws ProvisioningException;

    /**
     * Grants and takes back optional permissions of an installed skill: at once, and lastingly. When one of the two fails,
     * neither holds.
     *
     * @param granted all optional permissions that are granted from now on; the others are taken back
     * @param actor who said so
     * @throws ProvisioningException {@code not_installed}, {@code permission_not_asked}, {@code permission_needed} when one
     *     is not optional, {@code busy}, {@code disk_full} and the like, or why the skill cannot be held to them
     */
    InstalledSkill grant(SkillId id, Set<SkillPermission> granted, String actor) throws ProvisioningException;

    /**
     * Holds a skill at its version, or lets it go: a held one is updated by nothing and nobody until it is let go.
     *
     * @throws ProvisioningException {@code not_installed}, {@code busy}, {@code disk_full} and the like
     */
    InstalledSkill hold(SkillId id, boolean held, String actor) throws ProvisioningException;

    /**
     * Chooses which releases are offered to a skill.
     *
     * @throws ProvisioningException as {@link #hold}
     */
    InstalledSkill channel(SkillId id, Channel channel, String actor) throws ProvisioningException;

    /** Which updates come by themselves; no value is null but the window. */
    UpdatePolicy policy();

    /** Sets the container's policy; nulls become {@link UpdatePolicy#DEFAULT}'s. */
    UpdatePolicy policy(UpdatePolicy policy, String actor) throws ProvisioningException;

    /**
     * Sets a skill's own policy; nulls follow the container's.
     *
     * @throws ProvisioningException as {@link #hold}
     */
    InstalledSkill policy(SkillId id, UpdatePolicy policy, String actor) throws ProvisioningException;

    /** How many stars this container gave a skill; empty when none. */
    Optional<Integer> rating(SkillId id);

    /**
     * Rates an installed skill at the hub that it came from, in the place of what this container gave before.
     *
     * @param stars 1 to 5; null takes the rating back
     * @param actor who said so
     * @throws ProvisioningException {@code not_installed}, {@code stars_invalid}, {@code disk_full} and the like, or a reason
     *     of {@link SkillSource#rate}
     */
    SkillRating rate(SkillId id, Integer stars, String actor) throws ProvisioningException;

    /**
     * The earlier states of a skill that can be gone back to, newest first.
     *
     * @throws ProvisioningException {@code not_installed}
     */
    List<PastState> history(SkillId id) throws ProvisioningException;

    /**
     * What can be set for an installed skill, and what was.
     *
     * @throws ProvisioningException {@code not_installed}, {@code settings_unreadable}, {@code disk_full} and the like
     */
    SkillSettingsView settings(SkillId id) throws ProvisioningException;

    /**
     * Starts to set the settings of an installed skill: it starts again with them while its callers wait, and goes on with
     * the old ones when it is not well with the new.
     *
     * @param values by PID and name; what is left out has its default again, but a secret that is null stays
     * @throws ProvisioningException {@code not_installed}, {@code settings_invalid} naming every value that does not fit,
     *     {@code settings_unreadable}, {@code busy}; {@code release_revoked}, {@code lock_changed}, {@code undo_failed}
     *     when the skill has to stay off
     */
    Task configure(SkillId id, Map<String, Map<String, Object>> values, String actor) throws ProvisioningException;

    /**
     * Takes a release that an administrator brings as a file, so that it can be planned like any other, with
     * {@link Change.Install#source()} {@link Change#DISK}. It is kept for a day.
     *
     * @param jar read once; not kept
     * @param statement its signed statement
     * @return what it says it is; proven but for who stands behind the key, which a plan says
     * @throws ProvisioningException {@code statement_invalid}, {@code signature_wrong} and the like, {@code
     *     artifact_unreadable}, {@code artifact_too_large}, {@code digest_mismatch}, any reason of the verifier for which a
     *     JAR is not taken, {@code disk_full}
     */
    ReleaseStatement take(Path jar, Envelope statement) throws ProvisioningException;

    /** What administrators have to know, newest first; those that were read stay for 30 days. */
    List<Alert> alerts();

    /**
     * Marks an alert as read; one that is read stays so.
     *
     * @throws ProvisioningException {@code alert_unknown}
     */
    Alert acknowledge(String alertId, String actor) throws ProvisioningException;

    /** The sources that are connected, by id. */
    List<SourceStatus> sources();

    /** Where ids that were ever installed are at home, and with which keys; by id. */
    List<Pinned> pins();

    /**
     * Forgets where a skill is at home, so that it can be installed from elsewhere or with a key for which nobody vouches.
     *
     * @throws ProvisioningException {@code pin_unknown}, {@code still_installed}
     */
    void forget(SkillId id, String actor) throws ProvisioningException;
}
