package net.chingtech.ctos.sign;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** An Ed25519 key pair of a publisher or an authority. Its files are PKCS#8 PEM, readable by their owner only. */
public final class SigningKey {

    private static final String ALGORITHM = "Ed25519";

    private final KeyPair pair;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
    }

    public static SigningKey generate() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /**
     * Reads a key file.
     *
     * @param passphrase what the file is encrypted with; null or empty when it is not
     * @throws SigningFailed {@code key_unreadable}, {@code key_exposed} (others may read the file), {@code key_public}, {@code key_invalid},
     *     {@code passphrase_needed}, {@code passphrase_wrong}
     */
    public static SigningKey read(Path file, char[] passphrase) throws SigningFailed {
        byte[] pkcs8 = KeyFile.read(file, passphrase);
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new SigningKey(new KeyPair(publicKeyOf(key, factory), key));
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw SigningFailed.because(
                    "key_invalid",
                    file + " holds no Ed25519 key.",
                    "Make one with: ./ctos keygen. Other kinds of keys do not sign skills.",
                    e);
        }
    }

    /** {@link #read(Path, char[])} of a file that is not encrypted. */
    public static SigningKey read(Path file) throws SigningFailed {
        return read(file, null);
    }

    /**
     * Whether a key file asks for a passphrase.
     *
     * @throws SigningFailed {@code key_unreadable}, {@code key_exposed}, {@code key_public}, {@code key_invalid}
     */
    public static boolean isEncrypted(Path file) throws SigningFailed {
        return KeyFile.isEncrypted(file);
    }

    /**
     * Writes this key to a new file, with mode 0600 from its first byte; an existing file is never touched.
     *
     * @param passphrase null or empty writes the key in the clear
     * @throws SigningFailed {@code key_exists}, {@code key_not_written}
     */
    public void write(Path file, char[] passphrase) throws SigningFailed {
        KeyFile.write(file, pair.getPrivate().getEncoded(), passphrase);
    }

    /** {@link #write(Path, char[])} in the clear. */
    public void write(Path file) throws SigningFailed {
        write(file, null);
    }

    /** SHA-256 of the SubjectPublicKeyInfo, in hex: how statements and pins name this key. */
    public String keyId() {
        return PublicKeyFile.keyId(pair.getPublic());
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /** An Ed25519 signature over exactly these bytes. */
    public byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was just checked cannot sign", e);
        }
    }

    PrivateKey privateKey() {
        return pair.getPrivate();
    }

    private static PublicKey publicKeyOf(PrivateKey key, KeyFactory factory)
            throws GeneralSecurityException, java.io.IOException {
        byte[] seed = ((EdECPrivateKey) key)
                .getBytes()
                .orElseThrow(() -> new GeneralSecurityException("the key does not show its bytes"));
        // The JDK does not derive a public key from a private one.
        return factory.generatePublic(new X509EncodedKeySpec(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                        new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey())
                .getEncoded("DER")));
    }
}
