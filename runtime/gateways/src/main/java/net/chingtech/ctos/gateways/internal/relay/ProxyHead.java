package net.chingtech.ctos.gateways.internal.relay;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.gateways.internal.net.Destination;
import net.chingtech.ctos.skill.ToolException;

/**
 * The head of a request to a proxy, read strictly.
 *
 * @param forward the head for the destination, or empty for a tunnel
 * @param bodyBytes how many bytes of the program follow the head to the destination
 */
record ProxyHead(String method, Destination to, String forward, long bodyBytes) {

    static final int LONGEST = 16 * 1024;

    private static final String TUNNEL = "CONNECT";
    private static final int MOST_HEADERS = 100;
    private static final Pattern FIRST = Pattern.compile("([A-Z]{1,16}) ([\\x21-\\x7e]{1,8192}) HTTP/1\\.[01]");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]+\\]|[^:\\[\\]]+):(\\d{1,5})");
    private static final Pattern HEADER =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t\\x20-\\x7e\\x80-\\xff]*)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,12}");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "keep-alive", "te", "trailer", "upgrade", "host", "http2-settings");

    /** The request is none that is carried on. */
    static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad(String why) {
            super(why);
        }
    }

    /** @param head lines that end in CR LF, the last one empty */
    static ProxyHead read(String head) throws Bad, ToolException {
        List<String> lines = new ArrayList<>(List.of(head.split("\r\n", -1)));
        lines.removeIf(String::isEmpty);
        Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!first.matches() || lines.size() > MOST_HEADERS) {
            throw new Bad("this is not a request to a proxy");
        }
        String method = first.group(1);
        String target = first.group(2);
        if (method.equals(TUNNEL)) {
            Matcher authority = AUTHORITY.matcher(target);
            if (!authority.matches()) {
                throw new Bad("a tunnel leads to HOST:PORT");
            }
            return new ProxyHead(
                    method, Destination.of(authority.group(1), Integer.parseInt(authority.group(2))), "", 0);
        }
        return plain(method, target, lines.subList(1, lines.size()));
    }

    private static ProxyHead plain(String method, String target, List<String> headers) throws Bad, ToolException {
        URI uri;
        try {
            uri = new URI(target);
        } catch (URISyntaxException e) {
            throw new Bad("its address cannot be read");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new Bad("without a tunnel only http addresses are asked");
        }
        Destination to = Destination.of(uri);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder forward = new StringBuilder(method + " " + path);
        if (uri.getRawQuery() != null) {
            forward.append('?').append(uri.getRawQuery());
        }
        forward.append(" HTTP/1.1\r\nHost: ")
                .append(uri.getPort() < 0 ? to.host() : to.toString())
                .append("\r\n");
        long body = copy(headers, forward);
        return new ProxyHead(method, to, forward + "Connection: close\r\n\r\n", body);
    }

    /** @return the length of the body */
    private static long copy(List<String> headers, StringBuilder forward) throws Bad {
        Set<String> dropped = new TreeSet<>(OF_THE_CONNECTION);
        List<Matcher> read = new ArrayList<>();
        for (String line : headers) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new Bad("a header cannot be read");
            }
            read.add(header);
            if (header.group(1).equalsIgnoreCase("connection")) {
                for (String name : header.group(2).split(",")) {
                    dropped.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        long body = -1;
        for (Matcher header : read) {
            String name = header.group(1).toLowerCase(Locale.ROOT);
            if (name.equals("transfer-encoding")) {
                throw new Bad("the length of its body must be said (Content-Length)");
            }
            if (name.equals("content-length")) {
                if (body >= 0 || !LENGTH.matcher(header.group(2).strip()).matches()) {
                    throw new Bad("the length of its body is not one number");
                }
                body = Long.parseLong(header.group(2).strip());
            } else if (dropped.contains(name) || name.startsWith("proxy-")) {
                continue;
            }
            forward.append(header.group(1)).append(": ").append(header.group(2)).append("\r\n");
        }
        return Math.max(0, body);
    }

    boolean isTunnel() {
        return method.equals(TUNNEL);
    }

    String call() {
        return method + " " + to;
    }
}
