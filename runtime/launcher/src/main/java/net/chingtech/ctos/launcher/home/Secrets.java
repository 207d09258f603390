package net.chingtech.ctos.launcher.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import net.chingtech.ctos.format.password.PasswordHash;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** The secrets of a home: made once, each in a file of its own that only its owner may read. */
public final class Secrets {

    public static final String ADMIN_PASSWORD = "admin-password";
    public static final String API_TOKEN = "api-token";
    public static final String MCP_TOKEN = "mcp-token";
    public static final String PUBLISH_TOKEN = "publish-token";

    /** Without letters and digits that look alike: five groups of four give 98 bits. */
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int PASSWORD_LENGTH = 20;
    private static final int TOKEN_BYTES = 32;

    private final Home home;
    private final SecureRandom random;

    public Secrets(Home home, SecureRandom random) {
        this.home = home;
        this.random = random;
    }

    /** Makes what is missing and leaves what is there. */
    public void complete() throws IOException {
        SafeFiles.ownFolder(home.secret(API_TOKEN).getParent());
        makeIfMissing(API_TOKEN, token());
        makeIfMissing(MCP_TOKEN, token());
        makeIfMissing(PUBLISH_TOKEN, token());
        makeIfMissing(ADMIN_PASSWORD, password());
    }

    /** @throws CommandFailed {@code secret_missing}; {@code secret_open}, which the container does not take either */
    public static String read(Path file) throws CommandFailed {
        try {
            if (SafeFiles.isOpenToOthers(file)) {
                throw new CommandFailed(
                        "secret_open",
                        file + " can be read or changed by others than its owner, so it proves nothing",
                        "Delete it and start the container anew, which makes a new one; or, if nobody else was on this"
                                + " machine, chmod 600 it");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailed(
                    "secret_missing",
                    file + " cannot be read",
                    "Start the container once with ./ctos run, or say which home with --home DIR",
                    e);
        }
    }

    /** Whether a secret is the hash of what somebody chose, and so cannot be shown. */
    public static boolean isChosen(String secret) {
        return PasswordHash.isMarked(secret);
    }

    /** Sets another password, of which only a hash is kept; a running container takes it at once. */
    public void choosePassword(String password) throws IOException {
        SafeFiles.writeSecret(
                home.secret(ADMIN_PASSWORD), PasswordHash.of(password, random).line());
    }

    private void makeIfMissing(String name, String secret) throws IOException {
        if (!Files.exists(home.secret(name))) {
            SafeFiles.writeSecret(home.secret(name), (secret + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                password.append('-');
            }
            password.append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return password.toString();
    }
}
