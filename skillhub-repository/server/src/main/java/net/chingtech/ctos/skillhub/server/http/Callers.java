package net.chingtech.ctos.skillhub.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Where requests come from, as far as somebody's addresses are counted. */
final class Callers {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Whoever has an IPv6 address has all that begin with these bytes, and often all that begin with fewer. */
    private static final int OWN_BYTES = 8;

    private static final int WIDER_BYTES = 6;

    private static final List<String> UNKNOWN = List.of("unknown");

    private final boolean behindProxy;

    /** @param behindProxy whether something stands in front, that adds the caller's address to X-Forwarded-For */
    Callers(boolean behindProxy) {
        this.behindProxy = behindProxy;
    }

    /** The networks that a request comes from, the narrowest first; never none. */
    List<String> networks(Exchange exchange) {
        String direct = Request.getRemoteAddr(exchange.request());
        List<String> forwarded = exchange.request().getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR);
        if (!behindProxy || forwarded.isEmpty()) {
            return networks(direct);
        }
        // What stands before the last comma was said by the caller.
        String line = forwarded.get(forwarded.size() - 1);
        return networks(line.substring(line.lastIndexOf(',') + 1).strip());
    }

    static List<String> networks(String address) {
        String bare = address.replaceAll("^\\[|]$", "");
        // Only what is a number is parsed: names would be looked up.
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return UNKNOWN;
        }
        try {
            InetAddress parsed = InetAddress.getByName(bare);
            return parsed instanceof Inet6Address
                    ? List.of(beginning(parsed, OWN_BYTES), beginning(parsed, WIDER_BYTES))
                    : List.of(parsed.getHostAddress());
        } catch (UnknownHostException e) {
            return UNKNOWN;
        }
    }

    private static String beginning(InetAddress address, int bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), bytes));
    }
}
