package net.chingtech.ctos.gateways.internal.net;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import net.chingtech.ctos.skill.ToolException;

/**
 * Where a request goes, in the one spelling that grants and checks know.
 *
 * @param host a name in lower case without a dot at its end, or an address as its digits
 * @param literal the address that {@code host} is, or null when it is a name
 */
public record Destination(String host, int port, InetAddress literal) {

    private static final int LONGEST_NAME = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]{2,45}");

    /** @throws ToolException {@code network_refused} */
    public static Destination of(URI uri) throws ToolException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw NetworkErrors.refused("Only https and http addresses can be asked.");
        }
        // 1. What Java does not read as a host (other scripts, escapes, underscores at odd places) has none here.
        if (uri.isOpaque() || uri.getHost() == null) {
            throw NetworkErrors.refused("The address names no host in plain ASCII; write other scripts as xn--….");
        }
        if (uri.getRawUserInfo() != null) {
            throw NetworkErrors.refused("The address carries a user; send an Authorization header instead.");
        }
        // 2. Nothing may stand beside host and port that somebody else reads in another way.
        String expected = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (!expected.equals(uri.getRawAuthority())) {
            throw NetworkErrors.refused("The address is not of the form scheme://host:port/path.");
        }
        int port = uri.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
        return of(uri.getHost(), port);
    }

    /** @throws ToolException {@code network_refused} */
    public static Destination of(String text, int port) throws ToolException {
        if (port < 1 || port > 65_535) {
            throw NetworkErrors.refused("There is no port " + port + ".");
        }
        String host = text.toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            return ofSix(host.substring(1, host.length() - 1), port);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        String[] labels = host.split("\\.", -1);
        if (host.length() > LONGEST_NAME) {
            throw NetworkErrors.refused("The host's name is too long.");
        }
        // A last label that is a number makes an address of the whole, in more spellings than one; one is enough.
        if (NUMBER.matcher(labels[labels.length - 1]).matches()) {
            if (!IPV4.matcher(host).matches()) {
                throw NetworkErrors.refused("Write an address as four decimal numbers: " + host + ".");
            }
            return new Destination(host, port, parse(host));
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw NetworkErrors.refused("The address names no host that can be looked up.");
            }
        }
        return new Destination(host, port, null);
    }

    private static Destination ofSix(String digits, int port) throws ToolException {
        // No zone: it names an interface of this machine.
        if (!IPV6.matcher(digits).matches() || !digits.contains(":")) {
            throw NetworkErrors.refused("The address in brackets is no IPv6 address.");
        }
        InetAddress address = parse(digits);
        return new Destination(address.getHostAddress(), port, address);
    }

    /** Digits only, so nobody is asked. */
    private static InetAddress parse(String digits) throws ToolException {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw NetworkErrors.refused("There is no address " + digits + ".");
        }
    }

    /** Host and port, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
