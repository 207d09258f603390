package net.chingtech.ctos.skillhub.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skillhub.server.metadata.Metadata;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import org.eclipse.jetty.http.HttpHeader;

/** The signed lists. They lie here compressed and are sent so; who cannot read that gets them as they were. */
final class MetadataEndpoints {

    private static final Pattern ROOT = Pattern.compile("([1-9][0-9]{0,17})\\.root\\.json");
    private static final Pattern NAMED_BY_CONTENT = Pattern.compile(
            "[1-9][0-9]{0,17}\\.(snapshot|targets)\\.json"
                    + "|targets/buckets/[0-9]{1,2}/[0-9a-f]{64}\\.[0-9a-f]{1,8}\\.json|targets/[0-9a-f]{64}\\.(notices|claw_to_skill_map)\\.json");
    private static final String TIMESTAMP = "timestamp.json";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    private final Metadata metadata;

    MetadataEndpoints(Metadata metadata) {
        this.metadata = metadata;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/metadata/{path...}", this::file));
    }

    private void file(Exchange exchange) throws Refused, IOException {
        String path = exchange.path("path");
        Matcher root = ROOT.matcher(path);
        byte[] gzip;
        try {
            if (root.matches()) {
                // Few and small: not worth a second file on disk.
                gzip = compressed(Files.readAllBytes(found(metadata.root(root.group(1)))));
            } else if (path.equals(TIMESTAMP) || NAMED_BY_CONTENT.matcher(path).matches()) {
                gzip = Files.readAllBytes(found(metadata.compressed(path)));
            } else {
                throw unknown();
            }
        } catch (NoSuchFileException e) {
            throw unknown();
        }
        send(exchange, path, gzip);
    }

    private static void send(Exchange exchange, String path, byte[] gzip) throws IOException {
        boolean compressed = takesGzip(exchange.requestHeader(HttpHeader.ACCEPT_ENCODING));
        String name = path.equals(TIMESTAMP) ? Digests.sha256Hex(gzip) : path.substring(path.lastIndexOf('/') + 1);
        String etag = '"' + name + (compressed ? ".gz" : "") + '"';
        exchange.header("ETag", etag);
        exchange.header("Vary", "Accept-Encoding");
        exchange.header("Cache-Control", path.equals(TIMESTAMP) ? ASK_AGAIN : FOR_EVER);
        if (etag.equals(exchange.requestHeader(HttpHeader.IF_NONE_MATCH))) {
            exchange.nothing(304);
            return;
        }
        if (compressed) {
            exchange.header("Content-Encoding", "gzip");
        }
        exchange.bytes(200, "application/json", compressed ? gzip : uncompressed(gzip));
    }

    /** Whether gzip is among what is accepted, and not with a weight of zero. */
    private static boolean takesGzip(String accepted) {
        if (accepted == null) {
            return false;
        }
        for (String one : accepted.toLowerCase(java.util.Locale.ROOT).split(",")) {
            String[] parts = one.replace(" ", "").split(";");
            if (parts[0].equals("gzip") || parts[0].equals("*")) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static Path found(Optional<Path> file) throws Refused {
        return file.orElseThrow(MetadataEndpoints::unknown);
    }

    private static Refused unknown() {
        return new Refused(new Problem(
                404,
                "metadata_unknown",
                "The signed lists have no such file.",
                "Begin with /metadata/timestamp.json and the next root; GET /health says how the lists are."));
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] uncompressed(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }
}
