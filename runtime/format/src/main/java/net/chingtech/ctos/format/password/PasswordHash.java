package net.chingtech.ctos.format.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password that somebody chose, and perhaps uses elsewhere, too: PBKDF2 with HMAC-SHA-256 over it and a
 * salt, in one line {@code $ctos-pbkdf2-sha256$ROUNDS$SALT$HASH}. Slow on purpose, about a quarter of a second.
 */
public final class PasswordHash {

    private static final String MARK = "$ctos-pbkdf2-sha256$";
    private static final Pattern LINE =
            Pattern.compile("\\$ctos-pbkdf2-sha256\\$([1-9]\\d{5,6})\\$([A-Za-z0-9+/=]{24})\\$([A-Za-z0-9+/=]{44})");
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final int rounds;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int rounds, byte[] salt, byte[] hash) {
        this.rounds = rounds;
        this.salt = salt;
        this.hash = hash;
    }

    public static PasswordHash of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(ROUNDS, salt, derived(password, salt, ROUNDS));
    }

    /** Whether a secret's line wants to be a hash, and so is no password itself; {@link #read} says whether it is one. */
    public static boolean isMarked(String line) {
        return line.startsWith(MARK);
    }

    /** Empty when the line is none. */
    public static Optional<PasswordHash> read(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PasswordHash(
                    Integer.parseInt(matcher.group(1)),
                    Base64.getDecoder().decode(matcher.group(2)),
                    Base64.getDecoder().decode(matcher.group(3))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Takes its time, always the same. */
    public boolean fits(String password) {
        return MessageDigest.isEqual(hash, derived(password, salt, rounds));
    }

    /** The bytes of a file that holds it, a line with its end. */
    public byte[] line() {
        Base64.Encoder base64 = Base64.getEncoder();
        return (MARK + rounds + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Two keyboards may write the same letter in two ways. */
    private static byte[] derived(String password, byte[] salt, int rounds) {
        char[] letters = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
        PBEKeySpec spec = new PBEKeySpec(letters, salt, rounds, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
