package net.chingtech.ctos.webconsole.internal.page;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import net.chingtech.ctos.webconsole.internal.access.Visitor;
import net.chingtech.ctos.webconsole.internal.access.Visitors;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The Marketplace as a page of the web console. It sets the content type itself, and so the console draws no frame around
 * it, whose inline scripts our policy forbids.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=skills",
            "felix.webconsole.title=Skills",
            "felix.webconsole.category=Ching Tech OS",
            "ctos.ready=marketplace"
        })
public final class MarketplaceServlet extends AbstractServlet {

    private static final long serialVersionUID = 1L;

    private final transient Visitors visitors;

    @Activate
    public MarketplaceServlet(@Reference Visitors visitors) {
        this.visitors = visitors;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Visitor> person = visitors.person(request);
        String path = request.getPathInfo();
        if (person.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (!"/skills".equals(path)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            Page.write(request, response, person.get());
        }
    }
}
