package net.chingtech.ctos.skillhub.server.store;

import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.listing.Bucket;

/**
 * Where a skill stands among all: the first {@link Bucket#MOST_BITS} bits of its id's SHA-256. Buckets of any number are
 * ranges of places.
 */
public final class Place {

    /** Room for the release numbers behind a place in one long. */
    private static final int NUMBER_BITS = Long.SIZE - 1 - Bucket.MOST_BITS;

    private Place() {}

    public static int of(SkillId id) {
        return Bucket.numberOf(id, Bucket.MOST_BITS);
    }

    /** The bucket that a place is in. */
    public static int bucket(int place, int bits) {
        return place >>> (Bucket.MOST_BITS - bits);
    }

    /** The key of a release's row in listings. */
    public static long key(int place, long releaseNumber) {
        return ((long) place << NUMBER_BITS) + releaseNumber;
    }

    /** The first key of a bucket. */
    static long firstKey(int bucket, int bits) {
        return (long) bucket << (Bucket.MOST_BITS - bits + NUMBER_BITS);
    }

    /** The last key of a bucket. */
    static long lastKey(int bucket, int bits) {
        return firstKey(bucket, bits) + (1L << (Bucket.MOST_BITS - bits + NUMBER_BITS)) - 1;
    }
}
