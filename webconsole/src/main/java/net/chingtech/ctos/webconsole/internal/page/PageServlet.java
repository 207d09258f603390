package net.chingtech.ctos.webconsole.internal.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.webconsole.internal.access.ConsoleLogin;
import net.chingtech.ctos.webconsole.internal.access.Guard;
import net.chingtech.ctos.webconsole.internal.access.Headers;
import net.chingtech.ctos.webconsole.internal.access.Visitor;
import net.chingtech.ctos.webconsole.internal.access.Visitors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The Marketplace alone, at {@code /ctos}; the bare address of the container leads to it in the console. Whatever nobody
 * else answers is said here to be not there.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=ctos-page",
            "osgi.http.whiteboard.servlet.pattern=/ctos",
            "osgi.http.whiteboard.servlet.pattern=/"
        })
public final class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Visitors visitors;

    @Activate
    public PageServlet(@Reference Visitors visitors) {
        this.visitors = visitors;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.harden(response);
        Optional<Problem> refusal = Guard.refusal(request);
        if (refusal.isPresent()) {
            Headers.send(response, refusal.get());
            return;
        }
        switch (request.getRequestURI()) {
            case "/" -> response.sendRedirect("/system/console/skills");
            case "/ctos" -> page(request, response);
            default ->
                Headers.send(
                        response,
                        new Problem(
                                404,
                                "not_found",
                                "There is nothing at this address.",
                                "The Marketplace is at /system/console/skills."));
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Visitor> person = visitors.person(request);
        if (person.isPresent()) {
            Page.write(request, response, person.get());
        } else {
            response.sendRedirect(ConsoleLogin.loginFor(request));
        }
    }
}
