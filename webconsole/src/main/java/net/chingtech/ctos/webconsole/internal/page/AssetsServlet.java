package net.chingtech.ctos.webconsole.internal.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.webconsole.internal.access.Guard;
import net.chingtech.ctos.webconsole.internal.access.Headers;
import org.osgi.service.component.annotations.Component;

/** The modules, styles and pictures of our own pages. They hold no secrets, so the login page has them too. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ctos-assets",
            "osgi.http.whiteboard.servlet.pattern=" + AssetsServlet.ROOT + "*"
        })
public final class AssetsServlet extends HttpServlet {

    static final String ROOT = "/ctos/res/";

    private static final long serialVersionUID = 1L;

    /** A year: the longest that browsers heed. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final transient Map<String, Asset> known = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.harden(response);
        Optional<Problem> refusal = Guard.refusal(request);
        if (refusal.isPresent()) {
            Headers.send(response, refusal.get());
            return;
        }
        String path = request.getRequestURI().substring(ROOT.length());
        String named = AssetIndex.OURS.name() + "/";
        boolean lasting = path.startsWith(named);
        Asset asset = asset(lasting ? path.substring(named.length()) : path);
        if (asset == null) {
            Headers.send(
                    response,
                    new Problem(404, "not_found", "There is nothing at this address.", "Load the page again."));
            return;
        }
        // Under a name of its own a file never changes; under its plain one it is asked for again at every load, so
        // that a
        // new container never runs with an old page.
        response.setHeader("Cache-Control", lasting ? FOR_EVER : "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        boolean packed = Asset.unpacks(request.getHeader("Accept-Encoding"));
        String tag = "\"" + asset.tag() + (packed ? "-gzip\"" : "\"");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = packed ? asset.packed() : asset.content();
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(asset.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private Asset asset(String name) throws IOException {
        Asset asset = known.get(name);
        if (asset == null) {
            asset = Asset.read(name);
            if (asset != null) {
                known.put(name, asset);
            }
        }
        return asset;
    }
}
