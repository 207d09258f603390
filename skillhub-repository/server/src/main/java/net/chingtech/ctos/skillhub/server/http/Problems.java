package net.chingtech.ctos.skillhub.server.http;

import java.nio.ByteBuffer;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The problems that the HTTP server itself finds, said as all others are. */
final class Problems implements Request.Handler {

    /** A problem that says no more than its status. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 ->
                new Problem(
                        404,
                        "path_unknown",
                        "There is nothing at this address.",
                        "GET /openapi.json lists what there is.");
            case 413 -> new Problem(413, "too_large", "The request is too large.", "Send less at once.");
            case 414 -> new Problem(414, "address_too_long", "The address is too long.", "Shorten the query.");
            case 416 ->
                new Problem(416, "range_invalid", "No such range of the file.", "Ask for a range within its length.");
            case 431 ->
                new Problem(
                        431,
                        "headers_too_large",
                        "The request's headers are too large.",
                        "Send fewer or shorter headers.");
            case 503 -> new Problem(503, "hub_busy", "The hub stops or is busy.", "Try again in a moment.");
            default ->
                status >= 500
                        ? new Problem(500, "hub_failed", "The hub could not do this.", "Try again; its log says why.")
                        : new Problem(
                                status,
                                "request_invalid",
                                "The request is not valid HTTP for this hub.",
                                "Check the address and the headers.");
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException e) {
            status = e.getCode();
        }
        if (HttpStatus.hasNoBody(status)) {
            response.setStatus(status);
            response.write(true, null, callback);
            return true;
        }
        write(response, callback, ofStatus(status));
        return true;
    }

    static void write(Response response, Callback callback, Problem problem) {
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().remove(HttpHeader.ETAG);
        response.write(true, ByteBuffer.wrap(Json.write(problem)), callback);
    }
}
