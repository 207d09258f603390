package net.chingtech.ctos.verify.internal.statement;

import java.security.cert.X509Certificate;
import net.chingtech.ctos.verify.internal.Refused;

/** What a certificate calls its owner, made safe to show; only a name, nothing is decided by it. */
final class Names {

    private Names() {}

    static String of(X509Certificate certificate) {
        return Refused.shown(certificate.getSubjectX500Principal().getName());
    }
}
