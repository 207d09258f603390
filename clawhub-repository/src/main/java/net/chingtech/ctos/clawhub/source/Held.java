package net.chingtech.ctos.clawhub.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.clawhub.client.Moderated;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.http.HubAddress;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** What a hub holds against a skill as a whole, and against one version of it. */
final class Held {

    /** What ClawHub is known to say of its scans; what is not done yet is said with the release. */
    private static final Set<String> HARMLESS = Set.of("", "clean", "pending", "error");

    private final HubAddress hub;

    Held(HubAddress hub) {
        this.hub = hub;
    }

    Optional<Problem> malware(Ref ref, Said.Detail detail) {
        Said.Moderation moderation = detail.moderation();
        if (moderation == null || !(moderation.isMalwareBlocked() || "malicious".equals(word(moderation.verdict())))) {
            return Optional.empty();
        }
        String said = moderation.summary() == null ? "" : moderation.summary();
        return Optional.of(Moderated.malware(ref.toString(), hub, said));
    }

    void requireNoMalware(Ref ref, Said.Detail detail) throws ProvisioningException {
        Optional<Problem> malware = malware(ref, detail);
        if (malware.isPresent()) {
            throw new ProvisioningException(malware.get());
        }
    }

    void requireNoMalware(String what, Said.Version page) throws ProvisioningException {
        if (scan(page).equals("malicious")) {
            throw new ProvisioningException(
                    Moderated.malware(what, hub, "its scan found this version to be malicious"));
        }
    }

    Optional<Problem> suspicious(String what, Said.Detail detail) {
        Said.Moderation moderation = detail.moderation();
        if (moderation == null) {
            return Optional.empty();
        }
        if (moderation.isSuspicious() || "suspicious".equals(word(moderation.verdict()))) {
            return Optional.of(Moderated.suspicious(what, hub, moderation));
        }
        return unknown(what, word(moderation.verdict()));
    }

    /** A word that is not known may be the worst of them. */
    private Optional<Problem> unknown(String what, String word) {
        return HARMLESS.contains(word) ? Optional.empty() : Optional.of(Moderated.unknown(what, hub, word));
    }

    Optional<Problem> suspicious(String what, Said.Detail detail, Said.Version page) {
        Optional<Problem> whole = suspicious(what, detail);
        if (whole.isPresent()) {
            return whole;
        }
        if (!scan(page).equals("suspicious")) {
            return unknown(what, scan(page));
        }
        return Optional.of(Moderated.suspicious(
                what,
                hub,
                new Said.Moderation(true, false, "suspicious", List.of(), "its scan found something in this version")));
    }

    static String scan(Said.Version page) {
        return page.security() == null ? "" : word(page.security().status());
    }

    private static String word(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
