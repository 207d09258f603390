package net.chingtech.ctos.webconsole.internal.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.chingtech.ctos.format.Digests;

/** A file of our own pages, as it is and packed; both have the name of their content as their tag. */
record Asset(String type, String tag, byte[] content, byte[] packed) {

    /** Names of our own files: no dot at the beginning of a part, so nothing leads upwards. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9_-]+/)*[A-Za-z0-9_-]+(\\.[a-z0-9]+)+");

    private static final Map<String, String> TYPES = Map.of(
            "js",
            "text/javascript;charset=UTF-8",
            "css",
            "text/css;charset=UTF-8",
            "json",
            "application/json",
            "svg",
            "image/svg+xml");

    /** The file of this name, or null. */
    static Asset read(String name) throws IOException {
        String type = NAME.matcher(name).matches() ? TYPES.get(name.substring(name.lastIndexOf('.') + 1)) : null;
        if (type == null) {
            return null;
        }
        try (InputStream in = Asset.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            return new Asset(type, Digests.sha256Hex(content).substring(0, 32), content, packed(content));
        }
    }

    /** Whether a browser that sends this {@code Accept-Encoding} unpacks what it gets; it need not say so. */
    static boolean unpacks(String accepted) {
        return accepted != null
                && Stream.of(accepted.toLowerCase(Locale.ROOT).split(","))
                        .map(one -> one.replace(" ", ""))
                        .anyMatch(one ->
                                one.equals("gzip") || one.startsWith("gzip;") && !one.matches("gzip;q=0(\\.0*)?"));
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
