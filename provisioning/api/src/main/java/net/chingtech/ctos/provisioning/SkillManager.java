package net.chingtech.ctos.provisioning;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
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
     *     candidate), {@code resolve_timeout}, {@code source_unreachable}, {@code publisher_changed}, the code of a host
     *     that cannot run skills now, or a reason of the verifier
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
}
