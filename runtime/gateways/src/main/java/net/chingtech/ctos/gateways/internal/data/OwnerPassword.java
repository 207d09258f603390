package net.chingtech.ctos.gateways.internal.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import net.chingtech.ctos.format.files.WholeFile;

/** The password of the database's owner: random, made at first start, in a file that only the container's user can read. */
final class OwnerPassword {

    private OwnerPassword() {}

    static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            WholeFile.write(file, random().getBytes(StandardCharsets.US_ASCII));
        }
        return Files.readString(file).strip();
    }

    static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
