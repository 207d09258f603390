package net.chingtech.ctos.sign;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemWriter;

/** A file that holds one private key: PKCS#8 PEM, encrypted (PBES2, AES-256) or not, for its owner's eyes only. */
final class KeyFile {

    private static final int LARGEST = 16 * 1024;
    private static final int ITERATIONS = 600_000;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /** Writes something new, and says in our words why it could not. */
    interface Creation {
        void write() throws IOException, OperatorCreationException;
    }

    static void create(Path file, Creation creation) throws SigningFailed {
        try {
            creation.write();
        } catch (FileAlreadyExistsException e) {
            throw SigningFailed.because(
                    "key_exists",
                    file + " exists and is not overwritten.",
                    "Choose another file, or move this one away first.",
                    e);
        } catch (IOException | OperatorCreationException e) {
            throw SigningFailed.because(
                    "key_not_written",
                    "The key could not be written to " + file + ".",
                    "See that the folder exists and can be written, and that the disk is not full.",
                    e);
        }
    }

    static void write(Path file, byte[] pkcs8, char[] passphrase) throws SigningFailed {
        create(file, () -> {
            byte[] pem = pem(pkcs8, passphrase);
            // The mode is given at creation: there is no moment at which others could open the file.
            try (FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                ByteBuffer rest = ByteBuffer.wrap(pem);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        });
    }

    static boolean isEncrypted(Path file) throws SigningFailed {
        return content(file) instanceof PKCS8EncryptedPrivateKeyInfo;
    }

    static byte[] read(Path file, char[] passphrase) throws SigningFailed {
        Object content = content(file);
        try {
            if (content instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                return decrypted(file, encrypted, passphrase);
            }
            if (content instanceof PrivateKeyInfo plain) {
                return plain.getEncoded("DER");
            }
        } catch (IOException e) {
            throw invalid(file, e);
        }
        throw invalid(file, null);
    }

    private static Object content(Path file) throws SigningFailed {
        try {
            if (Files.size(file) > LARGEST) {
                throw invalid(file, null);
            }
            if (isPublic(file)) {
                // Others may well read it: that is no reason to refuse it.
                throw SigningFailed.because(
                        "key_public",
                        file + " is a public key or a certificate, and cannot sign.",
                        "Name the private key that belongs to it, such as key.pem beside it.");
            }
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!others.isEmpty()) {
                throw SigningFailed.because(
                        "key_exposed", "Others than its owner may use " + file + ".", "Run: chmod 600 " + file);
            }
            return parsed(file);
        } catch (IOException e) {
            throw SigningFailed.because(
                    "key_unreadable",
                    "The key file " + file + " cannot be read.",
                    "Name an existing key file, or make one with: ./ctos keygen",
                    e);
        }
    }

    private static boolean isPublic(Path file) throws IOException {
        String pem = Files.readString(file, StandardCharsets.ISO_8859_1).stripLeading();
        return pem.startsWith("-----BEGIN PUBLIC KEY-----") || pem.startsWith("-----BEGIN CERTIFICATE-----");
    }

    private static Object parsed(Path file) throws IOException, SigningFailed {
        String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return parser.readObject();
        } catch (IOException | RuntimeException e) {
            throw invalid(file, e);
        }
    }

    private static byte[] decrypted(Path file, PKCS8EncryptedPrivateKeyInfo encrypted, char[] passphrase)
            throws SigningFailed, IOException {
        if (passphrase == null || passphrase.length == 0) {
            throw SigningFailed.because(
                    "passphrase_needed", file + " is encrypted.", "Give the passphrase of this key when asked.");
        }
        try {
            return encrypted
                    .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(passphrase))
                    .getEncoded("DER");
        } catch (PKCSException | OperatorCreationException e) {
            throw SigningFailed.because(
                    "passphrase_wrong", "The passphrase does not open " + file + ".", "Try the passphrase again.", e);
        }
    }

    private static byte[] pem(byte[] pkcs8, char[] passphrase) throws IOException, OperatorCreationException {
        OutputEncryptor encryptor = passphrase == null || passphrase.length == 0
                ? null
                : new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                        .setProvider(new BouncyCastleProvider())
                        .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256))
                        .setIterationCount(ITERATIONS)
                        .setPassword(passphrase)
                        .build();
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PKCS8Generator(PrivateKeyInfo.getInstance(pkcs8), encryptor));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static SigningFailed invalid(Path file, Exception cause) {
        return SigningFailed.because(
                "key_invalid", file + " is not a private key in PKCS#8 PEM.", "Make a key with: ./ctos keygen", cause);
    }
}
