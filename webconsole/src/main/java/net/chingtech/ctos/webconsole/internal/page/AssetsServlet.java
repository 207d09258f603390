package net.chingtech.ctos.webconsole.internal.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Digests;
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

    /** Names of our own files: no dot at the beginning of a part, so nothing leads upwards. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9_-]+/)*[a-z0-9_-]+(\\.[a-z0-9]+)+");

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript;charset=UTF-8", "css", "text/css;charset=UTF-8", "svg", "image/svg+xml");

    private record Asset(String type, String tag, byte[] content) {}

    private final transient Map<String, Asset> known = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.harden(response);
        Optional<Problem> refusal = Guard.refusal(request);
        if (refusal.isPresent()) {
            Headers.send(response, refusal.get());
            return;
        }
        Asset asset = asset(request.getRequestURI().substring(ROOT.length()));
        if (asset == null) {
            Headers.send(
                    response,
                    new Problem(404, "not_found", "There is nothing at this address.", "Load the page again."));
            return;
        }
        // Asked for again at every load, so that a new container never runs with an old page.
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", asset.tag());
        if (asset.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type());
        response.setContentLength(asset.content().length);
        response.getOutputStream().write(asset.content());
    }

    private Asset asset(String name) throws IOException {
        Asset asset = known.get(name);
        if (asset != null) {
            return asset;
        }
        String type = NAME.matcher(name).matches() ? TYPES.get(name.substring(name.lastIndexOf('.') + 1)) : null;
        if (type == null) {
            return null;
        }
        try (InputStream in = AssetsServlet.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            asset = new Asset(type, "\"" + Digests.sha256Hex(content).substring(0, 32) + "\"", content);
            known.put(name, asset);
            return asset;
        }
    }
}
