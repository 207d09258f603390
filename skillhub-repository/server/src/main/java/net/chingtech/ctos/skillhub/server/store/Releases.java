package net.chingtech.ctos.skillhub.server.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.listing.Revoked;

/** The metadata of all releases. Every method throws {@link StoreFailed} when the database does. */
public interface Releases {

    /** The skills of these ids that there are. */
    Map<SkillId, SkillLine> skills(Collection<SkillId> ids);

    /** Ids in their order, those after {@code after} (null for the first), to walk over all skills. */
    List<SkillId> idsAfter(SkillId after, int most);

    /** All releases of these skills in short, in no order. */
    List<ReleaseLine> lines(Collection<SkillId> ids);

    /** Releases by number, in no order. */
    List<StoredRelease> releases(Collection<Long> numbers);

    Optional<StoredRelease> release(SkillId id, SkillVersion version);

    /**
     * Who provides capabilities of a namespace; releases that are not offered are left out.
     *
     * @param content the value of the attribute that is named like the namespace, or null for any
     * @param most the newest of them when there are more
     */
    List<Provided> provided(String namespace, String content, int most);

    /**
     * Keeps a release, in one transaction that is on disk when this returns.
     *
     * @param formerKey a key whose ids this release's key may go on with, or null
     */
    Filed file(StoredRelease release, List<CapabilityClause> capabilities, String formerKey);

    /**
     * Marks a release that is there as yanked, or takes that back; on disk when this returns.
     *
     * @return false when it was so before
     */
    boolean yank(SkillId id, SkillVersion version, boolean yanked);

    /**
     * Marks a release that is there as revoked, for good; on disk when this returns.
     *
     * @return false when it was revoked before: the first reason stays
     */
    boolean revoke(SkillId id, SkillVersion version, Revoked revoked);

    /** Skills whose ids look like this skeleton. */
    List<SkillLine> skillsLookingLike(String skeleton);

    /** Whether this key published under this name before. */
    boolean knows(String publisher, String keyId);

    /** Publishers whose names' skeletons are as long as this one, or longer or shorter by one. */
    List<PublisherLine> publishersAsLongAs(String skeleton);

    /** Releases that a key signed, oldest first, those after this number. */
    List<StoredRelease> releasesBy(String keyId, long after, int most);

    /** The latest release that a key signed. */
    Optional<StoredRelease> latestBy(String keyId);

    /** Counts one download; says how many the skill has now. */
    long countDownload(SkillId id);

    Totals totals();
}
