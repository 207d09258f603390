package net.chingtech.ctos.settings.internal.store;

import java.nio.charset.StandardCharsets;
import net.chingtech.ctos.format.Digests;

/** The name of a configuration's file: different for different PIDs, and safe whatever the PID is. */
final class FileNames {

    static final String ENDING = ".json";

    /** With room for what a name gets at its end, within the 255 bytes of a file system. */
    private static final int LONGEST = 200;

    private static final int TAIL = 160;

    private FileNames() {}

    static String of(String pid) {
        String name = encoded(pid);
        if (name.length() > LONGEST) {
            // "%%" is in no encoded name. The end says whose it is.
            name = "%%"
                    + Digests.sha256Hex(pid.getBytes(StandardCharsets.UTF_8)).substring(0, 32)
                    + name.substring(name.length() - TAIL);
        }
        return name + ENDING;
    }

    /** Each byte but letters, digits and {@code ._-} as {@code %XX}; no name begins with a point. */
    static String encoded(String pid) {
        StringBuilder name = new StringBuilder();
        for (byte b : pid.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (plain || b == '_' || b == '-' || b == '.' && !name.isEmpty()) {
                name.append((char) b);
            } else {
                name.append(String.format("%%%02X", b));
            }
        }
        return name.toString();
    }
}
