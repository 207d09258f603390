package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.util.regex.Pattern;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.StrictZip;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** The class files of a JAR: for a Java that every container has, and in nobody else's packages. */
final class ClassFiles {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_17 = 61;
    private static final int PREVIEW = 0xffff;

    /** Packages of the JDK, and ours: a copy of the API inside a skill would not be the API. */
    private static final Pattern RESERVED = Pattern.compile("(META-INF/versions/\\d+/)?(java|net/chingtech/ctos)/.*");

    /** Only a newer Java looks here, and it can read what it finds. */
    private static final String FOR_NEWER = "META-INF/versions/";

    private ClassFiles() {}

    /** Checks one class file. */
    static void check(StrictZip zip, ZipRecord entry) throws Refused, IOException {
        String name = entry.name();
        if (RESERVED.matcher(name).matches()) {
            throw Refused.because(
                    "class_reserved",
                    "A skill may not bring classes of this package: " + Refused.shown(name),
                    "Its publisher must use the API as it is, and move other classes into packages of the skill.");
        }
        byte[] head = zip.head(name, 8);
        if (head.length < 8 || u32(head) != MAGIC) {
            throw Refused.because("class_malformed", "This is not a class file: " + Refused.shown(name));
        }
        int minor = (head[4] & 0xff) << 8 | (head[5] & 0xff);
        int major = (head[6] & 0xff) << 8 | (head[7] & 0xff);
        if ((major > JAVA_17 && !name.startsWith(FOR_NEWER)) || minor == PREVIEW) {
            throw Refused.because(
                    "class_too_new",
                    "This class is compiled for a Java newer than 17, or for a preview of one: " + Refused.shown(name),
                    "Its publisher must compile it for Java 17.");
        }
    }

    private static int u32(byte[] bytes) {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }
}
