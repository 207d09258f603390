package net.chingtech.ctos.format.tuf;

import java.util.Map;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.listing.FileDigest;

/**
 * Exactly which bytes a target file has.
 *
 * @param length in bytes
 * @param hashes by algorithm, in lower-case hex; {@value #SHA256} is always there
 */
public record TargetMeta(long length, Map<String, String> hashes) {

    public static final String SHA256 = "sha256";

    public TargetMeta {
        hashes = Sorted.copy(hashes);
    }

    public static TargetMeta of(byte[] file) {
        return new TargetMeta(file.length, Map.of(SHA256, Digests.sha256Hex(file)));
    }

    /** The same in the words of listings. */
    public FileDigest digest() {
        return new FileDigest(hashes.get(SHA256), length);
    }
}
