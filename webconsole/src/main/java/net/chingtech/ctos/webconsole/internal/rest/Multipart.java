package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code multipart/form-data} (RFC 7578) part by part, without keeping it: what the servlet container has for this
 * needs two more libraries here, and writes every part to the disk before anybody looked at its name.
 */
final class Multipart {

    private static final String FORM = "multipart/form-data";
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([0-9A-Za-z'()+_,./:=?-]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final String DISPOSITION = "content-disposition:";
    private static final int LARGEST_HEAD = 8 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    /** Line end, two hyphens, boundary: what ends the content of a part. */
    private final byte[] delimiter;

    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean ended;
    private Content open;

    Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first boundary has no line before it; this is the line end that all others have.
        buffer[to++] = '\r';
        buffer[to++] = '\n';
    }

    /** @throws Refusal {@code media_type_unsupported} */
    static String boundary(String contentType) throws Refusal {
        if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            Matcher found = BOUNDARY.matcher(contentType);
            if (found.find()) {
                return found.group(1) == null ? found.group(2) : found.group(1);
            }
        }
        throw new Refusal(
                415,
                "media_type_unsupported",
                "This address takes " + FORM + ".",
                "Send the parts artifact and statement as " + FORM + " with its boundary.");
    }

    /** The name of the next part, or null after the last; what was left of the part before is skipped. */
    String next() throws Refusal, IOException {
        if (ended) {
            return null;
        }
        if (open == null) {
            expectDelimiter();
        } else {
            open.skipAll();
        }
        need(2);
        if (buffer[from] == '-' && buffer[from + 1] == '-') {
            ended = true;
            return null;
        }
        if (!line().isBlank()) {
            throw malformed();
        }
        String name = headers();
        open = new Content();
        return name;
    }

    /** The name of the part, out of its headers. */
    private String headers() throws Refusal, IOException {
        String name = null;
        int length = 0;
        for (String head = line(); !head.isEmpty(); head = line()) {
            length += head.length();
            if (length > LARGEST_HEAD) {
                throw malformed();
            }
            Matcher found = NAME.matcher(head);
            if (head.toLowerCase(Locale.ROOT).startsWith(DISPOSITION) && found.find()) {
                name = found.group(1);
            }
        }
        if (name == null) {
            throw malformed();
        }
        return name;
    }

    /** The content of the part whose name was asked for last. */
    InputStream content() {
        return open;
    }

    /** Ends where the delimiter begins. A body that ends before it is malformed, never a shorter content. */
    private final class Content extends InputStream {

        private boolean done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0 || done) {
                return length == 0 ? 0 : -1;
            }
            int plain = plain();
            while (plain == 0 && !isAt(from)) {
                if (!fill()) {
                    throw new CutOff();
                }
                plain = plain();
            }
            if (plain == 0) {
                done = true;
                from += delimiter.length;
                return -1;
            }
            int n = Math.min(plain, length);
            System.arraycopy(buffer, from, target, offset, n);
            from += n;
            return n;
        }

        void skipAll() throws IOException {
            byte[] some = new byte[BUFFER];
            while (read(some, 0, some.length) >= 0) {
                // Not wanted by anybody.
            }
        }

        /** How many bytes from here on surely are content. */
        private int plain() {
            for (int at = from; at < to; at++) {
                if (buffer[at] == '\r' && couldBeAt(at)) {
                    return at - from;
                }
            }
            return to - from;
        }
    }

    /** The body ended inside a part. */
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1L;

        CutOff() {
            super("the body is cut off");
        }
    }

    private boolean couldBeAt(int at) {
        int n = Math.min(delimiter.length, to - at);
        return Arrays.equals(buffer, at, at + n, delimiter, 0, n);
    }

    private boolean isAt(int at) {
        return to - at >= delimiter.length && couldBeAt(at);
    }

    private void expectDelimiter() throws Refusal, IOException {
        need(delimiter.length);
        if (!isAt(from)) {
            throw malformed();
        }
        from += delimiter.length;
    }

    private void need(int bytes) throws Refusal, IOException {
        while (to - from < bytes) {
            if (!fill()) {
                throw malformed();
            }
        }
    }

    /** Without its end, which is carriage return and line feed. */
    private String line() throws Refusal, IOException {
        for (int at = from; ; at++) {
            while (at + 1 >= to) {
                int before = from;
                if (to - from > LARGEST_HEAD || !fill()) {
                    throw malformed();
                }
                at -= before - from;
            }
            if (buffer[at] == '\r' && buffer[at + 1] == '\n') {
                String line = new String(buffer, from, at - from, StandardCharsets.UTF_8);
                from = at + 2;
                return line;
            }
        }
    }

    /** Reads more, after what is still wanted was moved to the front. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int n = in.read(buffer, to, buffer.length - to);
        if (n > 0) {
            to += n;
        }
        return n > 0;
    }

    static Refusal malformed() {
        return new Refusal(
                400,
                "multipart_malformed",
                "The body is cut off or not " + FORM + ".",
                "Send exactly two parts, artifact and statement, again.");
    }
}
