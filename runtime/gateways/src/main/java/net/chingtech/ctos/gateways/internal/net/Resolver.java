package net.chingtech.ctos.gateways.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a name. */
@FunctionalInterface
public interface Resolver {

    /** That of this machine. */
    Resolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

    /** @throws UnknownHostException when there are none */
    List<InetAddress> resolve(String name) throws UnknownHostException;
}
