package net.chingtech.ctos.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.statement.Anchor;

/**
 * The authorities that a container or a hub trusts to vouch for publishers. On disk: a folder with {@code official/*.pem},
 * roots that may vouch for any tier, and {@code community/*.pem}, roots that may vouch for {@code verified} at most.
 */
public final class TrustAnchors {

    private static final int LARGEST = 256 * 1024;

    private final List<Anchor> anchors;

    private TrustAnchors(List<Anchor> anchors) {
        this.anchors = List.copyOf(anchors);
    }

    /** Trusts nobody: every statement is of an unknown publisher. */
    public static TrustAnchors none() {
        return new TrustAnchors(List.of());
    }

    /**
     * Reads the folder as it is now; a folder that is not there holds nobody. Later changes of the folder are not seen.
     *
     * @throws VerificationFailed {@code authority_invalid}, naming the file; one bad file and nobody is trusted
     */
    public static TrustAnchors load(Path folder) throws VerificationFailed {
        List<Anchor> anchors = new ArrayList<>();
        anchors.addAll(anchors(folder.resolve("official"), Tier.OFFICIAL));
        anchors.addAll(anchors(folder.resolve("community"), Tier.VERIFIED));
        return new TrustAnchors(anchors);
    }

    public boolean isEmpty() {
        return anchors.isEmpty();
    }

    List<Anchor> anchors() {
        return anchors;
    }

    private static List<Anchor> anchors(Path folder, Tier highest) throws VerificationFailed {
        List<Anchor> anchors = new ArrayList<>();
        if (Files.notExists(folder)) {
            return anchors;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                for (Certificate certificate : certificates(file)) {
                    anchors.add(Anchor.of((X509Certificate) certificate, highest));
                }
            }
        } catch (IOException e) {
            throw invalid("The folder of trusted authorities " + folder + " cannot be read.", e);
        } catch (Refused e) {
            throw invalid("In " + folder + ": " + e.problem().detail(), e);
        }
        return anchors;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws VerificationFailed {
        try {
            if (Files.size(file) > LARGEST) {
                throw new CertificateException("larger than " + LARGEST + " bytes");
            }
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (certificates.isEmpty()) {
                throw new CertificateException("no certificate in it");
            }
            return certificates;
        } catch (IOException | CertificateException e) {
            throw invalid(file + " holds no X.509 certificate in PEM.", e);
        }
    }

    private static VerificationFailed invalid(String detail, Exception cause) {
        return new VerificationFailed(
                new Problem(
                        500,
                        "authority_invalid",
                        detail,
                        "Mend or remove that file; until then no authority is trusted."),
                cause);
    }
}
