package net.chingtech.ctos.skillhub.server.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import net.chingtech.ctos.format.listing.Bucket;

/** What the signed lists are made of, and how far they are made. Every method throws {@link StoreFailed}. */
public interface SignedLists {

    long skills();

    /** One of 2 to the power of {@code bits} buckets, as it stands now. */
    Bucket bucket(int bits, int number);

    Unlisted unlisted();

    Issue lastIssue();

    /** The target files of the last issue, in no order. */
    List<TargetFile> targetFiles();

    /**
     * Takes the next version numbers, on disk when this returns: whatever happens next, they are not given again.
     *
     * @param lists whether snapshot and targets get one too
     * @return the last issue with these versions, not complete
     */
    Issue reserve(boolean lists);

    /**
     * Notes that an issue is out.
     *
     * @param files target files that are new in it
     * @param all whether these are all target files, and those of before are none any more
     * @param upTo what changed up to this number is in it
     * @param retired paths of files that it does not name any more
     */
    void issued(Issue issue, Collection<TargetFile> files, boolean all, long upTo, Collection<String> retired);

    /** Notes that files are not named by the last issue. */
    void retire(Collection<String> paths, Instant now);

    /** All files of older issues that are still kept. */
    List<String> retired();

    /** Those that an issue up to this version was the first not to name, before this time. */
    List<String> retiredUntil(long version, Instant time);

    /** Notes that retired files are gone. */
    void forget(Collection<String> paths);
}
