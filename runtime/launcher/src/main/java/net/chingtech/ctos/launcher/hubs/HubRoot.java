package net.chingtech.ctos.launcher.hubs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.SafeFiles;

/** What a hub is known by: the SHA-256 of its first root, or a root file that somebody handed over. */
public final class HubRoot {

    public static final String PREFIX = "sha256:";

    /** Its name in the hub's folder. */
    public static final String FILE = "root.json";

    private static final int LARGEST = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private HubRoot() {}

    /**
     * Takes what an administrator gave for a hub: {@code sha256:HEX}, or a root file, of which a copy is kept.
     *
     * @param known the hub as it is known by now, or null
     * @return as {@link KnownHub#root()} has it
     * @throws CommandFailed {@code hub_root_invalid}, {@code hub_root_changed}
     */
    public static String keep(Home home, String name, String given, KnownHub known) throws CommandFailed, IOException {
        byte[] file = given.startsWith(PREFIX) ? null : rootFile(given);
        String fingerprint = file == null ? checkedFingerprint(given) : PREFIX + Digests.sha256Hex(file);
        if (known != null) {
            String before = fingerprint(home, known.root());
            if (!before.equals(fingerprint)) {
                throw changed(known, before, fingerprint);
            }
            return known.root();
        }
        if (file == null) {
            return fingerprint;
        }
        SafeFiles.write(home.hubTrust(name).resolve(FILE), file);
        return "hubs/" + name + "/" + FILE;
    }

    private static CommandFailed changed(KnownHub known, String before, String now) {
        return new CommandFailed(new Problem(
                409,
                "hub_root_changed",
                known.url() + " is known by another root than the one given",
                "Ask whoever runs the hub why. If it is right, ./ctos hub remove " + known.name()
                        + ", then add it anew",
                List.of("known  " + before, "given  " + now)));
    }

    private static String checkedFingerprint(String given) throws CommandFailed {
        String hex = given.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        if (!Digests.isSha256Hex(hex)) {
            throw invalid(given + " is no fingerprint", null);
        }
        return PREFIX + hex;
    }

    private static byte[] rootFile(String given) throws CommandFailed {
        byte[] root;
        try (InputStream in = Files.newInputStream(Path.of(given))) {
            root = in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw invalid(given + " cannot be read", e);
        }
        try {
            // That it is the right hub's root, its signatures say; here only that nobody took another file by mistake.
            if (Json.readTree(root).path("signed").path("_type").asText().equals("root")) {
                return root;
            }
        } catch (FormatException e) {
            throw invalid(given + " is no root of a hub", e);
        }
        throw invalid(given + " is no root of a hub", null);
    }

    /**
     * The fingerprint of the first root that a hub shows right now; it proves nothing until somebody has compared it.
     *
     * @throws CommandFailed {@code hub_unreachable}
     */
    public static String shown(String url) throws CommandFailed {
        URI uri = URI.create(url + "/metadata/1.root.json");
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new CommandFailed(
                            "hub_root_missing",
                            "the hub at " + url + " shows no root: it answered " + response.statusCode(),
                            "Ask whoever runs it; ./ctos hub keys create makes one");
                }
                return PREFIX + Digests.sha256Hex(plain(response, body).readNBytes(LARGEST));
            }
        } catch (IOException e) {
            throw unreachable(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(url, e);
        }
    }

    /**
     * What people compare.
     *
     * @param root as {@link KnownHub#root()} has it
     */
    public static String fingerprint(Home home, String root) throws IOException {
        return root.startsWith(PREFIX)
                ? root
                : PREFIX + Digests.sha256Hex(Files.readAllBytes(home.hubList().resolveSibling(root)));
    }

    private static InputStream plain(HttpResponse<?> response, InputStream body) throws IOException {
        return response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
                ? new GZIPInputStream(body)
                : body;
    }

    private static CommandFailed invalid(String detail, Exception cause) {
        return new CommandFailed(
                "hub_root_invalid",
                detail,
                "Give the hub's root file, or sha256: and the 64 hex digits that ./ctos hub keys show prints",
                cause);
    }

    private static CommandFailed unreachable(String url, Exception cause) {
        return new CommandFailed(
                "hub_unreachable", "the hub at " + url + " does not answer", "See the address and the network", cause);
    }
}
