package net.chingtech.ctos.skillhub.server.metadata;

import net.chingtech.ctos.format.listing.Bucket;

/**
 * How many buckets a hub has, as a power of two.
 *
 * <p>A container fetches the index and the buckets of its skills. Compressed, measured: 47 bytes of index for a bucket,
 * 330 bytes of a bucket for a skill with three releases. For 50 skills the first fetch is smallest with
 * {@code sqrt(50 * 330 / 47 * skills)} buckets; later ones, when only some buckets are new, with fewer. Half of what is
 * under the root serves both. A small hub has eight skills a bucket, because there a request costs more than bytes.
 */
final class BucketCount {

    private static final double OF_SKILLS = 50 * 330 / 47.0 / 2;
    private static final double FEWEST_SKILLS_IN_A_BUCKET = 8;
    /** Another number makes all buckets new for everybody, so a little growth changes nothing. */
    private static final double LEEWAY = 0.75;

    private BucketCount() {}

    /**
     * The exponent for a hub of so many skills.
     *
     * @param present what it is now, or -1
     */
    static int bits(int present, long skills) {
        double buckets = Math.min(Math.sqrt(OF_SKILLS * skills), skills / FEWEST_SKILLS_IN_A_BUCKET);
        double best = Math.log(Math.max(1, buckets)) / Math.log(2);
        if (present >= 0 && Math.abs(best - present) <= LEEWAY) {
            return present;
        }
        return (int) Math.min(Math.round(best), Bucket.MOST_BITS);
    }
}
