package net.chingtech.ctos.format.listing;

import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;

/**
 * A target file of a hub's metadata: the skills whose id's SHA-256 begins with the bucket's bits.
 *
 * @param skills by id
 */
public record Bucket(List<ListedSkill> skills) {

    /** The target that holds everything which publishers and authorities signed about keys. */
    public static final String NOTICES = "notices.json";

    /** No hub needs more than 2 to the power of this many buckets. */
    public static final int MOST_BITS = 20;

    /** Of 8,000 releases, each with 30 parts when it is revoked. */
    private static final int MOST_PARTS = 250_000;

    public Bucket {
        skills = skills == null ? List.of() : List.copyOf(skills);
    }

    public static Bucket read(byte[] json) throws FormatException {
        return Json.read(json, Bucket.class, MOST_PARTS);
    }

    public byte[] write() {
        return Json.write(this);
    }

    public Optional<ListedSkill> find(SkillId id) {
        return skills.stream().filter(skill -> id.equals(skill.id())).findFirst();
    }

    /**
     * The name of the bucket that a skill is in, such as {@code buckets/10/3ff.json}: the number of bits, and the first
     * bits of the SHA-256 of the id as a number in hex.
     *
     * @param bits 0 to {@link #MOST_BITS}; a hub has 2 to the power of {@code bits} buckets
     */
    public static String nameOf(SkillId id, int bits) {
        return name(bits, numberOf(id, bits));
    }

    /** The number of the bucket that a skill is in: 0 to 2 to the power of {@code bits}, exclusive. */
    public static int numberOf(SkillId id, int bits) {
        String digest = Digests.sha256Hex(id.value().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return bits == 0 ? 0 : Integer.parseUnsignedInt(digest.substring(0, 8), 16) >>> (Integer.SIZE - bits);
    }

    public static String name(int bits, int number) {
        return "buckets/" + bits + "/" + Integer.toHexString(number) + ".json";
    }
}
