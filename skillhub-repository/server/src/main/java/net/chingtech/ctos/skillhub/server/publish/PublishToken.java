package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import net.chingtech.ctos.format.Digests;

/** The secret that opens the publish door. Read from its file each time, so that it can be changed while the hub runs. */
public final class PublishToken {

    private final Path file;

    private PublishToken(Path file) {
        this.file = file;
    }

    /** @throws IOException when there is no token in the file */
    public static PublishToken in(Path file) throws IOException {
        PublishToken token = new PublishToken(file);
        if (token.read().isEmpty()) {
            throw new IOException("the file " + file + " is empty");
        }
        return token;
    }

    /** Whether this is the token; takes as long for a nearly right one as for a wrong one. */
    public boolean is(String presented) throws IOException {
        String token = read();
        return !token.isEmpty() && MessageDigest.isEqual(digest(token), digest(presented));
    }

    private String read() throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    private static byte[] digest(String text) {
        return Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
