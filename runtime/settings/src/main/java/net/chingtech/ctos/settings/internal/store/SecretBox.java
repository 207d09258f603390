package net.chingtech.ctos.settings.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.chingtech.ctos.format.files.WholeFile;

/**
 * Encrypts texts with AES-256-GCM, under a key in a file of its own that is made when it is first needed. A text opens only
 * in the place that it was closed for.
 */
final class SecretBox {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random;
    private SecretKey key;

    SecretBox(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** @param place of the secret: the same is needed to open it */
    synchronized String close(String text, String place) throws IOException {
        if (key == null && !Files.exists(file)) {
            make();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, key(), nonce, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(nonce.length + closed.length)
                            .put(nonce)
                            .put(closed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IOException("a secret could not be encrypted", e);
        }
    }

    /** @throws Unreadable when the key is another one, or is gone, or the secret was closed for another place */
    synchronized String open(String closed, String place) throws Unreadable {
        try {
            byte[] bytes = Base64.getDecoder().decode(closed);
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer buffer = ByteBuffer.wrap(bytes).get(nonce);
            byte[] rest = new byte[buffer.remaining()];
            buffer.get(rest);
            return new String(cipher(Cipher.DECRYPT_MODE, key(), nonce, place).doFinal(rest), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new Unreadable(
                    "a secret does not open with the key " + file,
                    "Put the file back that was there when it was set, or set the secrets anew",
                    e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKey key() throws Unreadable {
        if (key == null) {
            key = read();
        }
        return key;
    }

    private SecretKey read() throws Unreadable {
        String again = "Put the file back that was there when secrets were set, or remove it and set all secrets anew";
        try {
            String access = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!access.endsWith("------")) {
                throw new Unreadable(
                        "the key " + file + " can be read or changed by others than its owner",
                        "If nobody else was on this machine, chmod 600 it; else remove it and set all secrets anew",
                        null);
            }
            byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
            if (bytes.length != KEY_BYTES) {
                throw new Unreadable("the key " + file + " is no key", again, null);
            }
            return new SecretKeySpec(bytes, "AES");
        } catch (Unreadable e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            // No cause: what it says of a damaged key could be a piece of it.
            throw new Unreadable("the key " + file + " is gone or damaged", again, null);
        }
    }

    private void make() throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        WholeFile.ownersFolder(file.getParent());
        WholeFile.write(file, (HexFormat.of().formatHex(bytes) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
