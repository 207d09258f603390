package net.chingtech.ctos.verify.internal.zip;

import net.chingtech.ctos.verify.internal.Refused;

/** The kind of a file as Unix packers write it into the upper half of the external attributes. */
final class FileKind {

    private static final int UNIX = 3;
    private static final int MASK = 0170000;
    private static final int UNSAID = 0;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;

    private FileKind() {}

    static void mustBePlain(int system, long externalAttributes, String name) throws Refused {
        int kind = (int) (externalAttributes >>> 16) & MASK;
        boolean plain = kind == UNSAID || (name.endsWith("/") ? kind == FOLDER : kind == FILE);
        // Some readers look at the mode whatever system is named, so it is judged for all of them.
        if (!plain || (system != 0 && system != UNIX)) {
            throw Refused.because(
                    "zip_symlink",
                    "The JAR holds a link, a device, or a file of an unknown system: " + Refused.shown(name));
        }
    }
}
