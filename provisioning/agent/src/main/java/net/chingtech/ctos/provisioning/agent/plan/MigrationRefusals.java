package net.chingtech.ctos.provisioning.agent.plan;

import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Migrated;

/** Why a legacy skill is not migrated, or not brought back. */
public final class MigrationRefusals {

    private MigrationRefusals() {}

    /** That something of the follower would be overwritten. */
    public static ProvisioningException conflict(SkillId legacy, SkillId follower, List<String> inTheWay) {
        return Refusals.of(
                409,
                "migration_conflict",
                follower + " has something already that would be overwritten by what is carried over from " + legacy
                        + "; nothing was changed.",
                "Look at what is named, and move or remove it in skills/data/" + follower
                        + " or among its values; or uninstall " + follower
                        + " with --purge (install it before, when only its remains are here) when it has nothing that"
                        + " you need. Then migrate again.",
                inTheWay);
    }

    /** That values do not fit the follower's settings; never says a value. */
    public static ProvisioningException unfit(SkillId follower, List<String> which) {
        return Refusals.of(
                422,
                "settings_invalid",
                "What is carried over does not fit the settings of " + follower + "; nothing was changed.",
                "Correct the values of the legacy skill, or the map, then migrate again.",
                which);
    }

    static ProvisioningException mapInvalid(SkillId legacy, String why) {
        return Refusals.of(
                422,
                "map_invalid",
                "The map does not say in a usable way what is carried over from " + legacy + ": " + why + ".",
                "Tell whoever runs the hub, or say it in trust/" + SkillMap.NAME + " of the container's home.");
    }

    static ProvisioningException notLegacy(SkillId id) {
        return Refusals.of(
                409,
                "not_legacy",
                id + " is no legacy skill.",
                "Only skills whose ids begin with clawhub. are migrated; see ./ctos migrate --dry-run.");
    }

    static ProvisioningException notMapped(Entry legacy) {
        return Refusals.of(
                409,
                "not_mapped",
                "Nobody says what follows " + legacy.id() + " "
                        + legacy.current().version() + ".",
                "It goes on as it is. If you know a follower, name it in trust/" + SkillMap.NAME
                        + " of the container's home.");
    }

    static ProvisioningException missing(SkillId legacy, SkillId follower) {
        return Refusals.of(
                409,
                "follower_missing",
                follower + ", which follows " + legacy + ", is offered by no source.",
                "Connect the hub that has it, then try again; " + legacy + " goes on as it is.");
    }

    static ProvisioningException revoked(SkillId legacy, String what, String why) {
        return Refusals.of(
                409,
                "follower_revoked",
                what + ", which follows " + legacy + ", was revoked or withdrawn" + why + ".",
                "Wait for a good release, or name another follower in trust/" + SkillMap.NAME
                        + "; the legacy skill goes on as it is.");
    }

    static ProvisioningException unfitVersion(
            SkillId legacy, SkillId follower, VersionRange range, SkillVersion installed, List<String> offered) {
        String there = installed == null ? "offered are: " + String.join(", ", offered) : installed + " is installed";
        return Refusals.of(
                409,
                "follower_version_unfit",
                "Only " + follower + " " + range + " takes over what " + legacy + " has; " + there + ".",
                installed == null
                        ? "Wait for such a release, or correct the map."
                        : "Bring it to such a version first: ./ctos update " + follower + " or ./ctos rollback "
                                + follower + ".");
    }

    static ProvisioningException shared(SkillId legacy, SkillId follower, SkillId first) {
        return Refusals.of(
                409,
                "follower_shared",
                follower + " follows " + first + " as well, which comes first.",
                "Migrate " + legacy + " by itself afterwards: ./ctos migrate --apply " + legacy + ".");
    }

    static ProvisioningException nothing(List<String> why) {
        return Refusals.of(
                409,
                "nothing_to_migrate",
                why.isEmpty() ? "No legacy skill is installed." : "No installed legacy skill can be migrated now.",
                why.isEmpty() ? "Nothing needs to be done." : "See why for each of them: ./ctos migrate --dry-run.",
                why);
    }

    static ProvisioningException unknown(SkillId id) {
        return Refusals.of(
                404,
                "migration_unknown",
                "Nobody remembers a migration of " + id + ", or to it: there was none, or it was undone.",
                "See what was migrated: ./ctos migrate --dry-run.");
    }

    static ProvisioningException ambiguous(SkillId follower, List<SkillId> legacies) {
        return Refusals.of(
                409,
                "migration_ambiguous",
                follower + " took the place of several legacy skills.",
                "Name the legacy skill that is to come back.",
                legacies.stream().map(SkillId::value).toList());
    }

    static ProvisioningException tooOld(Migrated migrated) {
        return Refusals.of(
                409,
                "migration_too_old",
                migrated.id() + " was migrated at " + migrated.at() + " and kept until " + migrated.until()
                        + "; it is not here any more.",
                migrated.follower() + " stays. To have " + migrated.id() + " again, install it from its source.");
    }

    static ProvisioningException copyMissing(Migrated migrated, ProvisioningException why) {
        ProvisioningException refusal = Refusals.of(
                409,
                "migration_copy_missing",
                "What was kept of " + migrated.id() + " "
                        + migrated.legacy().current().version() + " is not whole any more: "
                        + why.problem().detail(),
                migrated.follower() + " stays. To have " + migrated.id()
                        + " again, install it from its source; its data is kept until " + migrated.until() + ".",
                why.problem().more());
        refusal.initCause(why);
        return refusal;
    }
}
