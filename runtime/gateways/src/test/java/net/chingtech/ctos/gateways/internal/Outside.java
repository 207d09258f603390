package net.chingtech.ctos.gateways.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import net.chingtech.ctos.gateways.internal.net.Courier;
import net.chingtech.ctos.gateways.internal.net.InternalHosts;
import net.chingtech.ctos.gateways.internal.net.Wire;
import org.apache.hc.core5.ssl.SSLContexts;

/** A world outside for tests: names that lead where a test says, and inner hosts that an administrator allowed. */
final class Outside {

    final List<String> lookups = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final List<String> internal = new ArrayList<>();
    private SSLContext trust = SSLContexts.createDefault();

    /** A name and its addresses. */
    Outside name(String name, String... addresses) {
        names.put(name, List.of(addresses));
        return this;
    }

    Outside allow(String hostAndPort) {
        internal.add(hostAndPort);
        return this;
    }

    Outside trust(SSLContext context) {
        trust = context;
        return this;
    }

    Desk desk(Path folder) {
        SSLContext context = trust;
        return new Desk(
                folder,
                new Courier(this::resolve, new InternalHosts(String.join(",", internal)), () -> new Wire(context)));
    }

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        lookups.add(name);
        List<InetAddress> found = new ArrayList<>();
        for (String address : names.getOrDefault(name, List.of())) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }
}
