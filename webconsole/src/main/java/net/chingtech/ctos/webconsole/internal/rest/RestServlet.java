package net.chingtech.ctos.webconsole.internal.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.webconsole.internal.access.Guard;
import net.chingtech.ctos.webconsole.internal.access.Headers;
import net.chingtech.ctos.webconsole.internal.access.Visitor;
import net.chingtech.ctos.webconsole.internal.access.Visitors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST's front: lets a request in or not, hands it to who answers it, and turns every failure into a problem. It is
 * ready at once; what is behind it may still be starting.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ctos-rest",
            "osgi.http.whiteboard.servlet.pattern=" + RestServlet.ROOT + "/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "ctos.ready=rest"
        })
public final class RestServlet extends HttpServlet {

    public static final String ROOT = "/ctos/api/v1";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);

    private final transient Visitors visitors;
    private final transient Router router = new Router();
    private final transient TaskStreams streams;

    @Activate
    public RestServlet(@Reference Visitors visitors, @Reference Doors doors, BundleContext context) {
        this(visitors, doors, ContainerFacts.of(context), TaskStreams.HEARTBEAT, Uploads.in(context));
    }

    RestServlet(Visitors visitors, Doors doors, ContainerFacts facts, Duration heartbeat, Uploads uploads) {
        this.visitors = visitors;
        this.streams = new TaskStreams(heartbeat);
        new StatusResource(doors, facts, visitors).addTo(router);
        new AccountResource(doors, visitors).addTo(router);
        new CatalogueResource(doors).addTo(router);
        new SkillsResource(doors).addTo(router);
        new EnvironmentResource(doors).addTo(router);
        new SettingsResource(doors).addTo(router);
        new PolicyResource(doors).addTo(router);
        new RatingResource(doors).addTo(router);
        new FilesResource(doors, uploads).addTo(router);
        new ImportsResource(doors).addTo(router);
        new PlansResource(doors).addTo(router);
        new MigrationResource(doors).addTo(router);
        new TasksResource(doors, streams).addTo(router);
        new UpdatesResource(doors).addTo(router);
        new AlertsResource(doors).addTo(router);
        new TrustResource(doors).addTo(router);
        new ToolsResource(doors).addTo(router);
        new AuditResource(doors).addTo(router);
    }

    @Deactivate
    void close() {
        streams.close();
    }

    int openStreams() {
        return streams.size();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.harden(response);
        response.setHeader("Cache-Control", "no-store");
        try {
            handle(request, response);
        } catch (Refusal e) {
            e.headers().forEach(response::setHeader);
            Headers.send(response, e.problem());
        } catch (ProvisioningException e) {
            Headers.send(response, e.problem());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
            if (!response.isCommitted()) {
                Headers.send(
                        response,
                        new Problem(
                                500,
                                "internal_error",
                                "The container failed to answer; its log says why.",
                                "Look into the container's log and report what it says."));
            }
        }
    }

    private void handle(HttpServletRequest request, HttpServletResponse response)
            throws Refusal, ProvisioningException, IOException {
        Optional<Problem> refusal = Guard.refusal(request);
        if (refusal.isPresent()) {
            throw new Refusal(refusal.get());
        }
        Visitor visitor = visitors.any(request).orElseThrow(Refusal::unauthenticated);
        if (!Guard.isSafe(request) && !visitor.mayChange(request.getHeader(Visitor.CSRF_HEADER))) {
            throw new Refusal(
                    403,
                    "csrf_refused",
                    "This change did not carry the token of your session.",
                    "Load the page again and repeat it.");
        }
        String path = request.getRequestURI().substring(ROOT.length());
        Router.Match match = router.find(request.getMethod(), path.startsWith("/") ? path.substring(1) : path);
        match.handler().handle(new Exchange(request, response, visitor, match.path()));
    }
}
