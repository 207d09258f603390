package net.chingtech.ctos.verify.internal.statement;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.verify.internal.Refused;

/** Proves that a publisher's certificate was issued, directly or through others, by an authority that we trust. */
final class PathCheck {

    /** The code of: nobody that we trust issued this certificate. */
    static final String UNKNOWN = "publisher_unknown";

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    private static final String ASK_PUBLISHER = "The publisher needs a new certificate from the authority.";

    private final List<Anchor> anchors;

    PathCheck(List<Anchor> anchors) {
        this.anchors = anchors;
    }

    /** The anchor that the chain leads to, judged at a time. */
    Anchor anchorOf(Chain chain, Instant at) throws Refused {
        mustSignCode(chain.leaf());
        for (X509Certificate certificate : chain.certificates()) {
            KeyRules.mustBeStrong(certificate);
        }
        List<X509Certificate> path = withoutRoot(chain.certificates());
        X509Certificate last = path.get(path.size() - 1);
        Refused refused = unknown(chain);
        for (Anchor anchor : anchors) {
            if (anchor.certificate().getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
                try {
                    validate(path, anchor, at);
                    return anchor;
                } catch (Refused e) {
                    // Two authorities may have the same name: the other one may fit.
                    refused = e;
                }
            }
        }
        throw refused;
    }

    private static void mustSignCode(X509Certificate leaf) throws Refused {
        boolean[] usage = leaf.getKeyUsage();
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            boolean fit = leaf.getBasicConstraints() < 0
                    && usage != null
                    && usage[DIGITAL_SIGNATURE]
                    && !usage[KEY_CERT_SIGN]
                    && purposes != null
                    && purposes.contains(CODE_SIGNING);
            if (!fit) {
                throw unfit("The certificate of " + Names.of(leaf) + " is not one for signing code.", null);
            }
        } catch (CertificateException e) {
            throw unfit("The certificate of " + Names.of(leaf) + " cannot be read.", e);
        }
    }

    private List<X509Certificate> withoutRoot(List<X509Certificate> certificates) {
        X509Certificate last = certificates.get(certificates.size() - 1);
        boolean root = certificates.size() > 1
                && anchors.stream().anyMatch(anchor -> anchor.certificate().equals(last));
        return root ? certificates.subList(0, certificates.size() - 1) : certificates;
    }

    private static void validate(List<X509Certificate> path, Anchor anchor, Instant at) throws Refused {
        try {
            // The validator does not look at the dates of an anchor.
            anchor.certificate().checkValidity(Date.from(at));
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor.forPath()));
            parameters.setDate(Date.from(at));
            // Revocation is said by the hub's signed metadata; authorities here publish no lists.
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            // Nor at how long a path below it may be.
            if (path.size() - 1 > anchor.certificate().getBasicConstraints()) {
                throw unfit(
                        Names.of(anchor.certificate()) + " leaves no room for " + (path.size() - 1)
                                + " certificates between it and a publisher.",
                        null);
            }
        } catch (CertificateException e) {
            throw expired(anchor.certificate(), at, e);
        } catch (CertPathValidatorException e) {
            throw refusal(e, path, at);
        } catch (GeneralSecurityException e) {
            throw unfit("The certificates of the publisher cannot be judged.", e);
        }
    }

    private static Refused refusal(CertPathValidatorException e, List<X509Certificate> path, Instant at) {
        X509Certificate culprit = path.get(Math.max(0, e.getIndex()));
        if (e.getReason() == BasicReason.EXPIRED || e.getReason() == BasicReason.NOT_YET_VALID) {
            return expired(culprit, at, e);
        }
        // The anchor has the right name, so "no trust anchor" means that its key did not sign.
        if (Set.of(BasicReason.INVALID_SIGNATURE, PKIXReason.NAME_CHAINING, PKIXReason.NO_TRUST_ANCHOR)
                .contains(e.getReason())) {
            return Refused.because(
                    "certificate_forged",
                    "The certificate of " + Names.of(culprit) + " was not issued by the authority that it names.",
                    e);
        }
        if (e.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
            return Refused.because(
                    "certificate_weak",
                    "The certificate of " + Names.of(culprit) + " uses an algorithm that Java no longer accepts.",
                    ASK_PUBLISHER,
                    e);
        }
        return unfit("The certificate of " + Names.of(culprit) + " was issued by one that may not issue any.", e);
    }

    static Refused expired(X509Certificate certificate, Instant at, Exception cause) {
        return Refused.because(
                "certificate_expired",
                "The certificate of " + Names.of(certificate) + " holds from "
                        + certificate.getNotBefore().toInstant() + " to "
                        + certificate.getNotAfter().toInstant() + ", but the release was signed at " + at + ".",
                ASK_PUBLISHER,
                cause);
    }

    private static Refused unfit(String detail, Exception cause) {
        return Refused.because("certificate_unfit", detail, ASK_PUBLISHER, cause);
    }

    private static Refused unknown(Chain chain) {
        return Refused.because(
                UNKNOWN,
                "No trusted authority vouches for " + Names.of(chain.leaf()) + ", whose key is sha256:" + chain.keyId()
                        + ".",
                "If you trust the authority that issued this certificate, compare its fingerprint with what it publishes,"
                        + " then put its root into trust/authorities/community/ and try again.");
    }
}
