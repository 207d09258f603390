package net.chingtech.ctos.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Follows a redirect only to where nobody can change what comes back. */
final class HubRedirects extends DefaultRedirectStrategy {

    /** Questions with a body are for the hub alone. */
    @Override
    public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context)
            throws ProtocolException {
        return Method.GET.isSame(request.getMethod()) && super.isRedirected(request, response, context);
    }

    @Override
    public URI getLocationURI(HttpRequest request, HttpResponse response, HttpContext context) throws HttpException {
        URI to = super.getLocationURI(request, response, context);
        try {
            URI from = request.getUri();
            if (!HubAddress.mayLeadTo(from, to)) {
                throw new RedirectException("from " + from.getScheme() + "://" + from.getAuthority() + " to "
                        + to.getScheme() + "://" + to.getAuthority());
            }
            return to;
        } catch (URISyntaxException e) {
            throw new RedirectException("from an address that cannot be read", e);
        }
    }
}
