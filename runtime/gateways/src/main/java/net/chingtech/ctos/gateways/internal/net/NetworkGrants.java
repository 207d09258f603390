package net.chingtech.ctos.gateways.internal.net;

import net.chingtech.ctos.format.SkillPermission.NetworkOutbound;
import net.chingtech.ctos.runtime.Grants;

/** Which destinations were granted. */
final class NetworkGrants {

    private NetworkGrants() {}

    static boolean allow(Grants grants, Destination to) {
        return grants.of(NetworkOutbound.class).stream().anyMatch(grant -> allows(grant, to));
    }

    private static boolean allows(NetworkOutbound grant, Destination to) {
        boolean host = grant.host() == null || grant.host().equals(to.host());
        boolean port =
                grant.port().isPresent() ? grant.port().getAsInt() == to.port() : to.port() == 443 || to.port() == 80;
        return host && port;
    }

    /** Whether one names this very host and port, as is needed for the inner network. */
    static boolean name(Grants grants, Destination to) {
        return grants.of(NetworkOutbound.class).stream()
                .anyMatch(grant -> to.host().equals(grant.host())
                        && grant.port().isPresent()
                        && grant.port().getAsInt() == to.port());
    }
}
