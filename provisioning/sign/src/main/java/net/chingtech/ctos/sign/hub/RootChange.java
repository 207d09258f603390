package net.chingtech.ctos.sign.hub;

import java.security.PublicKey;
import java.util.List;
import java.util.Map;

/**
 * What a new root says otherwise than the present one; empty renews it as it is.
 *
 * @param rootKeys who signs roots from now on; empty: as before
 * @param threshold how many of them it takes; 0: as before
 * @param online new keys of the roles timestamp, snapshot and targets, by role; a role that is not there keeps its key
 */
public record RootChange(List<PublicKey> rootKeys, int threshold, Map<String, PublicKey> online) {

    public static final RootChange NONE = new RootChange(List.of(), 0, Map.of());

    public RootChange {
        rootKeys = List.copyOf(rootKeys);
        online = Map.copyOf(online);
    }
}
