package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import org.osgi.service.component.annotations.Component;

/**
 * Stands before every page of the stock console: host and origin are checked, pages that could go behind the container's
 * back are closed, and every answer is hardened. The console alone checks none of this.
 */
@Component(
        service = Filter.class,
        property = {
            ConsoleFilter.ID + "=true",
            "osgi.http.whiteboard.filter.pattern=/*",
            "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
public final class ConsoleFilter extends HttpFilter {

    /** The service property by which the login waits for this filter. */
    static final String ID = "ctos.console.filter";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Headers.harden(response);
        Optional<Problem> refusal = Guard.refusal(request).or(() -> StockPages.refusal(request));
        if (refusal.isPresent()) {
            Headers.send(response, refusal.get());
            return;
        }
        chain.doFilter(request, response);
    }
}
