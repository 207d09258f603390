package net.chingtech.ctos.skillhub.server.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;

/** The metadata of all releases. Every method throws {@link StoreFailed} when the database does. */
public interface Releases extends AutoCloseable {

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
     * Who provides capabilities of a namespace.
     *
     * @param content the value of the attribute that is named like the namespace, or null for any
     * @param most the newest of them when there are more
     */
    List<Provided> provided(String namespace, String content, int most);

    /** Keeps a release, in one transaction that is on disk when this returns. */
    Filed file(StoredRelease release, List<CapabilityClause> capabilities);

    /** Counts one download; says how many the skill has now. */
    long countDownload(SkillId id);

    Totals totals();

    @Override
    void close();
}
