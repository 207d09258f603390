package net.chingtech.escape;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;

/** Addresses that no skill reaches, in every spelling, by the gateway; any public host was granted. */
final class WebWays {

    /** The gateway said no before it tried: anything else means that it went there. */
    private static final Set<String> REFUSALS = Set.of("network_denied", "network_address_denied", "network_refused");

    private WebWays() {}

    static List<Attempt> all() {
        List<Attempt> all = new ArrayList<>();
        all.addAll(List.of(
                to("loopback", "this machine", "http://127.0.0.1/"),
                to("loopback_short", "this machine as 127.1", "http://127.1/"),
                to("loopback_three", "this machine as 127.0.1", "http://127.0.1/"),
                to("loopback_other", "this machine as 127.9.9.9", "http://127.9.9.9/"),
                to("loopback_hex", "this machine in hexadecimal", "http://0x7f000001/"),
                to("loopback_hex_parts", "this machine in hexadecimal parts", "http://0x7f.0.0.0x1/"),
                to("loopback_number", "this machine as one number", "http://2130706433/"),
                to("loopback_octal", "this machine in octal", "http://0177.0.0.1/"),
                to("loopback_long_octal", "this machine as one octal number", "http://017700000001/"),
                to("loopback_zeros", "this machine with zeros in front", "http://127.000.000.001/"),
                to("loopback_dot", "this machine with a dot behind", "http://127.0.0.1./"),
                to("loopback_v6", "this machine as ::1", "http://[::1]/"),
                to("loopback_v6_long", "this machine as a long ::1", "http://[0:0:0:0:0:0:0:1]/"),
                to("loopback_mapped", "this machine as ::ffff:127.0.0.1", "http://[::ffff:127.0.0.1]/"),
                to("loopback_mapped_hex", "this machine as ::ffff:7f00:1", "http://[::ffff:7f00:1]/"),
                to("loopback_compatible", "this machine as ::127.0.0.1", "http://[::127.0.0.1]/"),
                to("loopback_nat64", "this machine behind 64:ff9b::", "http://[64:ff9b::7f00:1]/"),
                to("loopback_6to4", "this machine behind 2002::", "http://[2002:7f00:1::]/"),
                to("loopback_zone", "this machine with a zone", "http://[::1%25lo]/"),
                to("any", "no address", "http://0.0.0.0/"),
                to("any_short", "no address as 0", "http://0/"),
                to("any_v6", "no address as ::", "http://[::]/"),
                to("localhost", "localhost", "http://localhost/"),
                to("localhost_dot", "localhost with a dot behind", "http://localhost./"),
                to("localhost_case", "LOCALHOST", "http://LOCALHOST/"),
                to("localhost_below", "a name below localhost", "http://x.localhost/"),
                to("private_10", "a private address of 10/8", "http://10.0.0.1/"),
                to("private_172", "a private address of 172.16/12", "http://172.16.0.1/"),
                to("private_192", "a private address of 192.168/16", "http://192.168.0.1/"),
                to("private_100", "a provider's address of 100.64/10", "http://100.64.0.1/"),
                to("private_v6", "a private address of fc00::/7", "http://[fd00::1]/"),
                to("link_local", "a link-local address", "http://169.254.1.1/"),
                to("link_local_v6", "a link-local address of IPv6", "http://[fe80::1]/"),
                to("metadata", "a cloud's metadata", "http://169.254.169.254/latest/meta-data/"),
                to("metadata_number", "a cloud's metadata as one number", "http://2852039166/"),
                to("metadata_v6", "a cloud's metadata by IPv6", "http://[fd00:ec2::254]/"),
                to("multicast", "a multicast address", "http://224.0.0.1/"),
                to("broadcast", "the broadcast address", "http://255.255.255.255/"),
                to("user_info", "this machine behind a user's name", "http://good.example@127.0.0.1/"),
                to("file_scheme", "a file", "file:///etc/passwd"),
                to("ftp_scheme", "an FTP server", "ftp://127.0.0.1/"),
                to("jar_scheme", "a JAR by its URL", "jar:http://127.0.0.1/x.jar!/x"),
                to("no_host", "a URL without a host", "http:///x"),
                to("port_ssh", "a public host at a port that was not granted", "http://example.com:22/"),
                to("port_odd", "a port that is none", "http://example.com:99999/"),
                new Attempt(
                        "web.console",
                        "by the gateway: the container's own door",
                        w -> ask(
                                w,
                                HttpAsk.get("http://127.0.0.1:" + w.port("container_port") + "/ctos/api/v1/status"))),
                new Attempt(
                        "web.listener",
                        "by the gateway: a server of this machine",
                        w -> ask(w, HttpAsk.get(w.page().toString()))),
                new Attempt(
                        "web.machine",
                        "by the gateway: this machine's address in its network",
                        w -> ask(w, HttpAsk.get("http://" + w.hint("machine_address") + "/"))),
                odd("method", "a method with a second request in it", "GET / HTTP/1.1\r\nX: y", Map.of()),
                odd("connect", "the method CONNECT", "CONNECT", Map.of()),
                odd("header_value", "a header with a second one in it", "GET", Map.of("X", "y\r\nHost: 127.0.0.1")),
                odd("header_name", "a header's name with a second one in it", "GET", Map.of("X: y\r\nHost", "z")),
                odd("header_host", "another host in the header", "GET", Map.of("Host", "127.0.0.1")),
                odd(
                        "header_smuggled",
                        "two lengths of one body",
                        "POST",
                        Map.of("Content-Length", "1", "Transfer-Encoding", "chunked"))));
        return all;
    }

    private static Attempt to(String name, String tries, String uri) {
        return new Attempt("web." + name, "by the gateway: " + tries, w -> ask(w, HttpAsk.get(uri)));
    }

    private static Attempt odd(String name, String tries, String method, Map<String, String> headers) {
        // A documentation address: nobody lives there, so what was not refused ends in a time-out.
        URI nobody = URI.create("http://192.0.2.1/");
        return new Attempt(
                "web." + name,
                "by the gateway: " + tries,
                w -> ask(w, new HttpAsk(method, nobody, headers, new byte[0], Duration.ofSeconds(1))));
    }

    private static Object ask(World world, HttpAsk ask) throws ToolException {
        try {
            HttpReply reply = world.http().send(ask);
            return reply.status() + " " + reply.text();
        } catch (ToolException e) {
            if (REFUSALS.contains(e.code()) || e.getMessage().contains("the name is not known")) {
                throw e;
            }
            return "it was tried: " + e.code() + ", " + e.getMessage();
        }
    }
}
