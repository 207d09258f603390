package net.chingtech.ctos.skillhub.server.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.skillhub.server.answers.SkillAnswers;
import net.chingtech.ctos.skillhub.server.publish.JarFiles;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.store.Artifacts;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Bytes: the JARs, and the pictures in them. Neither ever changes, so both may be kept for ever by who fetched them. */
final class FileEndpoints {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    /** For a version named {@code latest}: what that is can change. */
    private static final String ASK_AGAIN = "no-cache";

    private static final int LARGEST_PICTURE = 5 * 1024 * 1024;
    private static final Map<String, String> PICTURES = Map.of(
            "svg", "image/svg+xml",
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp");
    /** A picture comes from somebody unknown: whoever opens it by itself runs nothing and loads nothing. */
    private static final String NO_SCRIPTS = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final SkillAnswers skills;
    private final Artifacts artifacts;
    private final Releases releases;
    private final Search search;
    private final ResourceService sender = new ResourceService();

    FileEndpoints(SkillAnswers skills, Artifacts artifacts, Releases releases, Search search) {
        this.skills = skills;
        this.artifacts = artifacts;
        this.releases = releases;
        this.search = search;
        sender.setEtags(true);
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/skills/{id}/versions/{version}/download", this::download),
                new Route("GET", "/api/v1/skills/{id}/versions/{version}/files/{path...}", this::picture));
    }

    private void download(Exchange exchange) throws Refused {
        StoredRelease release = find(exchange);
        SkillManifest manifest = release.manifest();
        if (release.revoked() != null) {
            throw new Refused(new Problem(
                    410,
                    "release_revoked",
                    manifest.id() + " " + manifest.version() + " was revoked on "
                            + release.revoked().at() + ": " + release.revoked().reason(),
                    "GET /api/v1/skills/" + manifest.id() + " lists its other versions."));
        }
        String etag = '"' + release.sha256() + '"';
        exchange.header(
                "Content-Disposition", "attachment; filename=\"" + manifest.id() + "-" + manifest.version() + ".jar\"");
        cacheable(exchange);
        countWhenSent(exchange, release);
        HttpContent content = new Tagged(
                new ResourceHttpContent(ResourceFactory.root().newResource(jar(release)), "application/java-archive"),
                etag);
        sender.doGet(ranged(exchange.request(), etag), exchange.response(), exchange.callback(), content);
    }

    /** A download counts when all of it was asked for and sent. */
    private void countWhenSent(Exchange exchange, StoredRelease release) {
        if (!exchange.request().getMethod().equals("GET")) {
            return;
        }
        Request.addCompletionListener(exchange.request(), failure -> {
            if (failure == null && exchange.response().getStatus() == 200) {
                search.downloaded(
                        release.manifest().id(),
                        releases.countDownload(release.manifest().id()));
            }
        });
    }

    /** A range of another state of the file is not wanted (RFC 9110 13.1.5); then all of it is sent. */
    private static Request ranged(Request request, String etag) {
        String wanted = request.getHeaders().get(HttpHeader.IF_RANGE);
        if (wanted == null || wanted.equals(etag)) {
            return request;
        }
        HttpFields whole = HttpFields.build(request.getHeaders()).remove(HttpHeader.RANGE);
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return whole;
            }
        };
    }

    private void picture(Exchange exchange) throws Refused, IOException {
        StoredRelease release = find(exchange);
        String path = exchange.path("path");
        String type = PICTURES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || !named(release.manifest()).contains(path)) {
            throw fileUnknown(release);
        }
        exchange.header("Content-Security-Policy", NO_SCRIPTS);
        cacheable(exchange);
        // The path is part of the address, so the artifact's digest is enough to tell one state from another.
        String etag = '"' + release.sha256() + '"';
        exchange.header("ETag", etag);
        if (etag.equals(exchange.requestHeader(HttpHeader.IF_NONE_MATCH))) {
            exchange.nothing(304);
            return;
        }
        Optional<byte[]> bytes = JarFiles.read(jar(release), path, LARGEST_PICTURE);
        exchange.bytes(200, type, bytes.orElseThrow(() -> fileUnknown(release)));
    }

    /** Only what the manifest names as a picture; the rest of the JAR is for the container. */
    private static List<String> named(SkillManifest manifest) {
        List<String> paths = new ArrayList<>(manifest.screenshots());
        Optional.ofNullable(manifest.icon()).ifPresent(paths::add);
        Optional.ofNullable(manifest.banner()).ifPresent(paths::add);
        return paths;
    }

    private StoredRelease find(Exchange exchange) throws Refused {
        return skills.find(exchange.skillId(), exchange.path("version"), SkillEndpoints.channel(exchange.parameters()));
    }

    private static void cacheable(Exchange exchange) {
        boolean moves = exchange.path("version").equals(SkillAnswers.LATEST);
        exchange.header("Cache-Control", moves ? ASK_AGAIN : FOR_EVER);
    }

    private Path jar(StoredRelease release) {
        return artifacts
                .find(release.sha256())
                .orElseThrow(() ->
                        new StoreFailed("the artifact of " + release.manifest().id() + " is gone", null));
    }

    private static Refused fileUnknown(StoredRelease release) {
        return new Refused(new Problem(
                404,
                "file_unknown",
                "The manifest of " + release.manifest().id() + " names no such picture.",
                "Icon, banner and screenshots are listed in its manifest."));
    }

    private static final class Tagged extends HttpContent.Wrapper {

        private final HttpField etag;

        Tagged(HttpContent content, String etag) {
            super(content);
            this.etag = new HttpField(HttpHeader.ETAG, etag);
        }

        @Override
        public HttpField getETag() {
            return etag;
        }
    }
}
