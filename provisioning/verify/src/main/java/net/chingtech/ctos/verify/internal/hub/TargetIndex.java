package net.chingtech.ctos.verify.internal.hub;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.listing.FileDigest;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.mapping.SkillMapRules;
import net.chingtech.ctos.format.tuf.TargetMeta;
import net.chingtech.ctos.format.tuf.Targets;
import net.chingtech.ctos.verify.internal.Refused;

/**
 * What {@code targets.json} says, kept small: 36 bytes for each bucket, however long the file was.
 */
final class TargetIndex {

    /** One target file, and where the hub has it. */
    record Target(String name, FileDigest file) {

        /** Consistent snapshots: the digest stands before the last part of the name. */
        String path() {
            int slash = name.lastIndexOf('/') + 1;
            return "targets/" + name.substring(0, slash) + file.sha256() + "." + name.substring(slash);
        }
    }

    private static final String BUCKETS = "buckets/";
    private static final Pattern BUCKET = Pattern.compile(BUCKETS + "(0|[1-9][0-9]?)/(0|[1-9a-f][0-9a-f]{0,5})\\.json");
    private static final int DIGEST = 32;

    /** Some 8,000 releases. A bucket is read whole at each question, so a hub must not make that take long. */
    private static final long LARGEST_BUCKET = 2 * 1024 * 1024;

    /** What else a hub may list, and how long it may be; everything else is not looked at. */
    private static final Map<String, Long> OTHERS =
            Map.of(Bucket.NOTICES, 8L * 1024 * 1024, SkillMap.NAME, (long) SkillMapRules.LARGEST);

    private final int bits;
    private final byte[] digests;
    private final int[] lengths;
    /** What stands beside the buckets, by name. */
    private final Map<String, FileDigest> others;

    private TargetIndex(int bits, byte[] digests, int[] lengths, Map<String, FileDigest> others) {
        this.bits = bits;
        this.digests = digests;
        this.lengths = lengths;
        this.others = others;
    }

    /** @throws Refused {@code metadata_invalid} unless there is each bucket of one number of bits */
    static TargetIndex of(Targets targets, String path) throws Refused {
        int bits = bits(targets, path);
        int number = 1 << bits;
        byte[] digests = new byte[number * DIGEST];
        int[] lengths = new int[number];
        Arrays.fill(lengths, -1);
        Map<String, FileDigest> others = new HashMap<>();
        for (Map.Entry<String, TargetMeta> target : targets.targets().entrySet()) {
            FileDigest file = target.getValue().digest();
            boolean bucket = target.getKey().startsWith(BUCKETS);
            Long largest = bucket ? Long.valueOf(LARGEST_BUCKET) : OTHERS.get(target.getKey());
            if (largest != null && file.size() > largest) {
                throw Refusals.tooLarge(target.getKey(), largest);
            }
            if (bucket) {
                int at = bucketNumber(target.getKey(), bits, path);
                System.arraycopy(HexFormat.of().parseHex(file.sha256()), 0, digests, at * DIGEST, DIGEST);
                lengths[at] = (int) file.size();
            } else if (largest != null) {
                others.put(target.getKey(), file);
            }
        }
        int missing = IntStream.range(0, number)
                .filter(at -> lengths[at] < 0)
                .findFirst()
                .orElse(-1);
        if (missing >= 0) {
            throw Refusals.invalid(path, Bucket.name(bits, missing) + " is missing in it");
        }
        return new TargetIndex(bits, digests, lengths, Map.copyOf(others));
    }

    Target bucket(SkillId id) {
        int at = Bucket.numberOf(id, bits);
        return new Target(Bucket.name(bits, at), new FileDigest(digest(at), lengths[at]));
    }

    /** What stands beside the buckets by this name, or null when this hub has none. */
    Target other(String name) {
        FileDigest file = others.get(name);
        return file == null ? null : new Target(name, file);
    }

    /** The digests of all files, in hex. */
    Iterable<String> files() {
        return () -> all().iterator();
    }

    private Stream<String> all() {
        Stream<String> buckets = IntStream.range(0, lengths.length).mapToObj(this::digest);
        return Stream.concat(buckets, others.values().stream().map(FileDigest::sha256));
    }

    private String digest(int at) {
        return HexFormat.of().formatHex(digests, at * DIGEST, (at + 1) * DIGEST);
    }

    /** The first bucket says it for all; those that say something else are refused one by one. */
    private static int bits(Targets targets, String path) throws Refused {
        Iterator<String> buckets = targets.targets().keySet().stream()
                .filter(name -> name.startsWith(BUCKETS))
                .iterator();
        Matcher first = buckets.hasNext() ? BUCKET.matcher(buckets.next()) : null;
        if (first == null || !first.matches() || Integer.parseInt(first.group(1)) > Bucket.MOST_BITS) {
            throw Refusals.invalid(path, "it names no buckets as \"" + Bucket.name(1, 1) + "\"");
        }
        return Integer.parseInt(first.group(1));
    }

    private static int bucketNumber(String name, int bits, String path) throws Refused {
        Matcher bucket = BUCKET.matcher(name);
        if (bucket.matches() && Integer.parseInt(bucket.group(1)) == bits) {
            int number = Integer.parseInt(bucket.group(2), 16);
            if (number < 1 << bits) {
                return number;
            }
        }
        throw Refusals.invalid(path, "it names " + Refused.shown(name) + " beside buckets of " + bits + " bits");
    }
}
