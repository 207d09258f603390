package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import net.chingtech.ctos.format.Digests;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Public Ed25519 keys on their way from a publisher to an authority: PEM files, or the same in one line of base64. */
public final class PublicKeyFile {

    private static final String TYPE = "PUBLIC KEY";
    private static final int LARGEST = 16 * 1024;

    private PublicKeyFile() {}

    /** Its SubjectPublicKeyInfo in base64, as it may stand in a command line. */
    public static String line(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** SHA-256 of its SubjectPublicKeyInfo, in hex: how statements, pins and notices name it. */
    public static String keyId(PublicKey key) {
        return Digests.sha256Hex(key.getEncoded());
    }

    /**
     * Writes a new PEM file; an existing one is never touched.
     *
     * @throws SigningFailed {@code key_exists}, {@code key_not_written}
     */
    public static void write(Path file, PublicKey key) throws SigningFailed {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(TYPE, key.getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be written", e);
        }
        KeyFile.create(file, () -> Files.writeString(file, text.toString(), StandardOpenOption.CREATE_NEW));
    }

    /** @throws SigningFailed {@code key_unreadable}, {@code public_key_invalid}; a private key is refused, too */
    public static PublicKey read(Path file) throws SigningFailed {
        try {
            if (Files.size(file) > LARGEST) {
                throw invalid(file.toString(), null);
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!text.contains("-----BEGIN")) {
                return parse(text.strip());
            }
            try (PemReader reader = new PemReader(new StringReader(text))) {
                PemObject object = reader.readPemObject();
                if (object == null || !object.getType().equals(TYPE)) {
                    throw invalid(file.toString(), null);
                }
                return key(object.getContent());
            }
        } catch (IOException e) {
            throw SigningFailed.because(
                    "key_unreadable",
                    "The public key " + file + " cannot be read.",
                    "Name the public.pem that ./ctos keygen wrote beside the key.",
                    e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw invalid(file.toString(), e);
        }
    }

    /**
     * Reads what {@link #line} gave.
     *
     * @throws SigningFailed {@code public_key_invalid}
     */
    public static PublicKey parse(String line) throws SigningFailed {
        try {
            return key(Base64.getDecoder().decode(line));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw invalid("What was given", e);
        }
    }

    private static PublicKey key(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static SigningFailed invalid(String what, Exception cause) {
        return SigningFailed.because(
                "public_key_invalid",
                what + " is no public Ed25519 key.",
                "Take the public.pem that ./ctos keygen wrote beside the key; never hand out key.pem.",
                cause);
    }
}
