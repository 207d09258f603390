package net.chingtech.ctos.skillhub.server.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request and its answer. */
final class Exchange {

    private static final String JSON = "application/json";
    private static final int LARGEST_BODY = 1024 * 1024;
    /** Of brackets, colons and commas; a container with 1,000 skills asks for updates with 8,000. */
    private static final int MOST_PARTS = 50_000;

    private static final int LARGEST_BODY_DISCARDED = 64 * LARGEST_BODY;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private Matcher path;

    Exchange(Request request, Response response, Callback callback) {
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    void matched(Matcher matcher) {
        path = matcher;
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    Callback callback() {
        return callback;
    }

    /** A variable of the route's path. */
    String path(String name) {
        return path.group(name);
    }

    /** The skill id in the path; one that cannot be is a skill that is not there. */
    SkillId skillId() throws Refused {
        try {
            return SkillId.parse(path("id"));
        } catch (FormatException e) {
            throw Refusals.skillUnknown(path("id"));
        }
    }

    Parameters parameters() throws Refused {
        return Parameters.of(request);
    }

    String requestHeader(HttpHeader header) {
        return request.getHeaders().get(header);
    }

    /** Reads the body as JSON, once it is counted that it is not too much. */
    <T> T json(Class<T> type) throws IOException, FormatException, Refused {
        return Json.read(jsonBytes(), type, MOST_PARTS);
    }

    /** The body, which says that it is JSON. */
    byte[] jsonBytes() throws IOException, Refused {
        String contentType = requestHeader(HttpHeader.CONTENT_TYPE);
        if (contentType == null || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
            throw new Refused(new Problem(
                    415,
                    "media_type_unsupported",
                    "The body must be " + JSON + ".",
                    "Send the header Content-Type: " + JSON + "."));
        }
        if (request.getLength() > LARGEST_BODY) {
            throw Refusals.tooLarge("body_too_large", "The body", LARGEST_BODY);
        }
        // Not closed: what is too large is read on when the refusal is sent.
        byte[] body = Content.Source.asInputStream(request).readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw Refusals.tooLarge("body_too_large", "The body", LARGEST_BODY);
        }
        return body;
    }

    void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    void json(int status, Object value) {
        bytes(status, JSON, Json.write(value));
    }

    void bytes(int status, String contentType, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    void nothing(int status) {
        response.setStatus(status);
        response.write(true, null, callback);
    }

    void problem(Problem problem) {
        if (response.isCommitted()) {
            callback.failed(new IllegalStateException(problem.code()));
            return;
        }
        if (!wholeBodyRead()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        Problems.write(response, callback, problem);
    }

    /** Reads what is left of a body, within limits: most clients read the answer only when all is sent. */
    private boolean wholeBodyRead() {
        try {
            if (request.getLength() > LARGEST_BODY_DISCARDED) {
                return false;
            }
            Content.Source.asInputStream(request).skipNBytes(LARGEST_BODY_DISCARDED);
            return false;
        } catch (EOFException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
