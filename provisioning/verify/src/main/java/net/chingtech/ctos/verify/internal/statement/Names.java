package net.chingtech.ctos.verify.internal.statement;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import net.chingtech.ctos.verify.internal.Refused;

/** What a certificate calls its owner, made safe to show; only a name, nothing is decided by it. */
public final class Names {

    private Names() {}

    /** The common name when there is nothing else, as with every certificate of a CTOS authority; else the whole name. */
    public static String of(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        try {
            List<Rdn> parts = new LdapName(name).getRdns();
            boolean common = parts.size() == 1
                    && parts.get(0).size() == 1
                    && parts.get(0).getType().equalsIgnoreCase("CN")
                    && parts.get(0).getValue() instanceof String;
            return Refused.shown(common ? (String) parts.get(0).getValue() : name);
        } catch (InvalidNameException e) {
            return Refused.shown(name);
        }
    }
}
