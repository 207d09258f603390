package net.chingtech.ctos.launcher.publish;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.PublicKeyFile;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;

/** A folder of a {@link KeyRing} before it is whole and has its name. */
final class HalfFolder {

    private static final String PREFIX = ".half";

    private HalfFolder() {}

    /** Beside the folder that it is going to be. */
    static Path make(Path folder, SigningKey key, X509Certificate certificate, char[] passphrase)
            throws IOException, SigningFailed {
        SafeFiles.ownFolder(folder.getParent());
        Path half = Files.createTempDirectory(folder.getParent(), PREFIX);
        key.write(half.resolve(KeyRing.KEY), passphrase);
        PublicKeyFile.write(half.resolve(KeyRing.PUBLIC), key.publicKey());
        Certificates.write(half.resolve(KeyRing.CERTIFICATE), List.of(certificate));
        return half;
    }

    static void removeAll(Path parent) throws IOException {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path half : halves) {
                for (String file : List.of(KeyRing.KEY, KeyRing.CERTIFICATE, KeyRing.PUBLIC)) {
                    Files.deleteIfExists(half.resolve(file));
                }
                Files.delete(half);
            }
        }
    }
}
