package net.chingtech.ctos.verify.internal.zip;

import java.util.Set;
import net.chingtech.ctos.verify.internal.Refused;

/** The extra fields of a header: only those that say nothing about name, size or place. */
final class ExtraFields {

    private static final int ZIP64 = 0x0001;

    /** The mark of a JAR; times of NTFS and Unix; owner numbers of Unix. */
    private static final Set<Integer> HARMLESS = Set.of(0xcafe, 0x000a, 0x5455, 0x5855, 0x7875);

    private ExtraFields() {}

    static void check(byte[] extra) throws Refused {
        Fields fields = new Fields(extra);
        int at = 0;
        while (at + 4 <= extra.length) {
            int id = fields.u16(at);
            if (id == ZIP64) {
                throw Refused.because("zip_zip64", "The JAR uses the ZIP64 form, which no skill needs.");
            }
            if (!HARMLESS.contains(id)) {
                throw Refused.because(
                        "zip_feature",
                        "A file in the JAR has an extra field that is not allowed: " + Integer.toHexString(id));
            }
            at += 4 + fields.u16(at + 2);
        }
        if (at != extra.length) {
            throw Refused.because("zip_malformed", "A file in the JAR has extra fields that are cut off.");
        }
    }
}
