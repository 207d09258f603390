package net.chingtech.ctos.provisioning;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.listing.Revoked;

/**
 * What would change, exactly: a dry run that touched nothing.
 *
 * @param planId names it until {@code expiresAt}
 * @param digest SHA-256 over all that the plan says but id and times: two plans with one digest are the same plan
 * @param items in the order in which they are carried out
 * @param downloadBytes what is still to be downloaded
 * @param restarts the skills that stop and start again: those that are there before and after, and no others
 * @param notSilent why this would not be done without asking, or null when the policy would do it by itself
 * @param summary one line for each item, in words
 */
public record Plan(
        String planId,
        String digest,
        Instant expiresAt,
        String action,
        SkillId id,
        List<Item> items,
        long downloadBytes,
        List<SkillId> restarts,
        Problem notSilent,
        List<String> summary) {

    /** What happens to one skill. */
    public enum Kind {
        INSTALL,
        UPDATE,
        ROLLBACK,
        UNINSTALL,
        /** The installed release starts anew, perhaps in another host. */
        RESTART
    }

    /** What cannot be accepted with a plain yes; each has a flag of its own at the command line. */
    public enum Flag {
        /** The publisher's key is not the pinned one. */
        NEW_KEY,
        /** Nobody that this container trusts vouches for the publisher. */
        UNVERIFIED,
        /** It would run less fenced than its tier, its permissions or the administrator's wish ask for. */
        WEAKER_HOST,
        /** The release was revoked. */
        REVOKED,
        /** Its source says that something in it looks dangerous. */
        SUSPICIOUS
    }

    /**
     * One skill's part.
     *
     * @param from the installed version, or null
     * @param to the version afterwards, or null
     * @param sha256 digest of the new artifact, or null
     * @param keyId fingerprint of the publisher's key, or null
     * @param permissions what it needs, with what each means
     * @param optionalPermissions what may be declined
     * @param gained needed or optional permissions that are not granted today
     * @param lost grants that go away
     * @param declined optional permissions that were declined before, and stay so unless they are accepted now
     * @param requestedBy the skill that needs this one, or null when it was asked for
     * @param host where it will run: {@code in_framework} or {@code process}
     * @param hostBefore where it runs today, or null
     * @param sandbox what will hold it there, as {@code GET status} names it; null for a removal
     * @param hostNotes for people: why it runs there, what moving it changes, what a weaker place does not stop
     * @param flags what needs an explicit yes
     * @param callersWait whether callers of the skill wait for a moment
     * @param releaseNotes of the new version; may be empty
     * @param trust who stands behind the release; null for a removal
     * @param effects what else it does
     */
    public record Item(
            Kind kind,
            SkillId id,
            String name,
            SkillVersion from,
            SkillVersion to,
            String sha256,
            long size,
            String source,
            String publisher,
            Tier tier,
            String keyId,
            List<Asked> permissions,
            List<Asked> optionalPermissions,
            List<SkillPermission> gained,
            List<SkillPermission> lost,
            List<SkillPermission> declined,
            SortedMap<SkillId, VersionRange> dependencies,
            SkillId requestedBy,
            String host,
            String hostBefore,
            String sandbox,
            List<String> hostNotes,
            Set<Flag> flags,
            boolean callersWait,
            String releaseNotes,
            Trust trust,
            Effects effects) {

        /** The key of this item in a {@link Consent}: {@code id@version#sha256}; for a removal {@code id@version}. */
        public String consentKey() {
            return to == null ? id + "@" + from : id + "@" + to + "#" + sha256;
        }
    }

    /**
     * What a change does beyond the release itself.
     *
     * @param reachGained what it reaches through other skills afterwards and does not today, in words
     * @param reachLost the opposite
     * @param migrations what its data goes through, in order, in words; empty when its data stays as it is
     * @param backupBytes about how much is copied before, so that there is a way back
     * @param data what becomes of its data, in words; empty when nothing does
     * @param wayBack how to undo this change afterwards, in words
     * @param failedBefore why this very release failed here before, or null
     */
    public record Effects(
            List<String> reachGained,
            List<String> reachLost,
            List<String> migrations,
            long backupBytes,
            String data,
            String wayBack,
            Problem failedBefore) {
        public Effects {
            reachGained = List.copyOf(reachGained);
            reachLost = List.copyOf(reachLost);
            migrations = List.copyOf(migrations);
        }
    }

    /**
     * Who stands behind a release, for people to judge.
     *
     * @param authority name of the authority that vouches for the publisher, or null when nobody does
     * @param keyChange set when the publisher's key is not the pinned one
     * @param revoked why the release was revoked, or null
     * @param publishedAt when its publisher signed it; null when nobody signed it and nobody says when it was published
     * @param listedAt when the source took it in; null when the source signs no lists
     * @param words what has to be said before somebody says yes, one sentence each; empty when nothing is unusual
     * @param doubt what the source itself holds against it, with {@link Flag#SUSPICIOUS}; null when nothing
     */
    public record Trust(
            String authority,
            KeyChange keyChange,
            Revoked revoked,
            Instant publishedAt,
            Instant listedAt,
            List<String> words,
            Problem doubt) {}

    /**
     * That a publisher signs with another key than before.
     *
     * @param pinned fingerprint of the key that is pinned
     * @param now fingerprint of the key that signed this release
     * @param vouchedBy who says that one follows the other: {@code old_key} or {@code authority}; without one of them a
     *     plan is refused
     * @param reason as whoever vouches wrote it
     * @param at when that was signed
     */
    public record KeyChange(String pinned, String now, String vouchedBy, String reason, Instant at) {}

    /**
     * A permission that is asked for.
     *
     * @param words what it means, for people
     * @param reach what it reaches through other skills, in words; may be empty
     */
    public record Asked(SkillPermission permission, String words, List<String> reach) {}
}
