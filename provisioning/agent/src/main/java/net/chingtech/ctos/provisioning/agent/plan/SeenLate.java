package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Instant;
import net.chingtech.ctos.provisioning.Listing;

/** Says that a release was first seen here later than its source says that it took it in. */
final class SeenLate {

    private SeenLate() {}

    /** @param counted as of when the release counts as taken in */
    static boolean is(Listing listing, Instant counted) {
        return listing != null && listing.listedAt().isBefore(counted);
    }

    static String words(Candidate candidate, Instant counted) {
        return candidate.source() + " says that it took in " + candidate + " at "
                + candidate.offer().listing().listedAt() + ", but it was first seen here at " + counted
                + ", and it was not there when this container looked before.";
    }
}
