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
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.statement.Anchor;

/**
 * The authorities that a container or a hub trusts to vouch for publishers. On disk: a folder with {@code official/*.pem},
 * roots that may vouch for any tier, and {@code community/*.pem}, roots that may vouch for {@code verified} at most.
 */
public final class TrustAnchors {

    static final String OFFICIAL = "official";
    static final String COMMUNITY = "community";
    static final String FILES = "*.pem";
    static final int LARGEST = 256 * 1024;

    private final List<Anchor> anchors;
    private final Problem problem;

    private TrustAnchors(List<Anchor> anchors, Problem problem) {
        this.anchors = List.copyOf(anchors);
        this.problem = problem;
    }

    /** Trusts nobody: every statement is of an unknown publisher. */
    public static TrustAnchors none() {
        return new TrustAnchors(List.of(), null);
    }

    /** Trusts nobody, because of a problem that every verification then says. */
    static TrustAnchors unreadable(Problem problem) {
        return new TrustAnchors(List.of(), problem);
    }

    /**
     * Reads the folder as it is now; a folder that is not there holds nobody. Later changes of the
     * folder are not seen; {@link LiveAnchors} sees them.
     *
     * @throws VerificationFailed {@code authority_invalid}, naming the file; one bad file and nobody is trusted
     */
    public static TrustAnchors load(Path folder) throws VerificationFailed {
        List<Anchor> anchors = new ArrayList<>();
        anchors.addAll(anchors(folder.resolve(OFFICIAL), Tier.OFFICIAL));
        anchors.addAll(anchors(folder.resolve(COMMUNITY), Tier.VERIFIED));
        return new TrustAnchors(anchors, null);
    }

    public boolean isEmpty() {
        return anchors.isEmpty();
    }

    /** Why nobody is trusted, when that is so because of a bad file. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    List<Anchor> anchors() throws VerificationFailed {
        if (problem != null) {
            throw new VerificationFailed(problem);
        }
        return anchors;
    }

    private static List<Anchor> anchors(Path folder, Tier highest) throws VerificationFailed {
        List<Anchor> anchors = new ArrayList<>();
        if (Files.notExists(folder)) {
            return anchors;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
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
