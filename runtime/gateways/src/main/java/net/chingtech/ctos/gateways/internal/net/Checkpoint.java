package net.chingtech.ctos.gateways.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.skill.ToolException;

/** Says to which addresses a connection may be made for a destination: to exactly those, without looking up again. */
final class Checkpoint {

    /** Beyond these a host that answers nowhere would only cost time. */
    private static final int MOST_ADDRESSES = 4;

    private final Resolver resolver;
    private final InternalHosts internal;

    Checkpoint(Resolver resolver, InternalHosts internal) {
        this.resolver = resolver;
        this.internal = internal;
    }

    /**
     * @param call what is tried, for whoever reads of a denial
     * @throws ToolException {@code network_denied}, {@code network_address_denied} or {@code network_failed}
     */
    List<InetAddress> pass(SkillNetwork skill, Destination to, String call) throws ToolException {
        Grants grants = skill.grants();
        if (!NetworkGrants.allow(grants, to)) {
            skill.denied(NetworkErrors.permission(to), call);
            throw NetworkErrors.denied(to);
        }
        List<InetAddress> addresses = addresses(to);
        boolean inner = internal.allows(to) && NetworkGrants.name(grants, to);
        // One bad address among many is enough: whoever answers with it means no good, or does not know.
        for (InetAddress address : addresses) {
            AddressRules.Reach reach = AddressRules.of(address);
            if (reach == AddressRules.Reach.NEVER || (reach == AddressRules.Reach.INNER && !inner)) {
                skill.denied("--internal-host " + to, call + ", which is at " + address.getHostAddress());
                throw NetworkErrors.addressDenied(to);
            }
        }
        return addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
    }

    private List<InetAddress> addresses(Destination to) throws ToolException {
        if (to.literal() != null) {
            return List.of(to.literal());
        }
        try {
            List<InetAddress> found = resolver.resolve(to.host());
            if (!found.isEmpty()) {
                return List.copyOf(found);
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw NetworkErrors.failed(to, "the name is not known");
    }
}
