package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.webconsole.internal.access.Visitor;

/** One request that was let in, with the variable parts of its path, and the ways to answer it. */
record Exchange(HttpServletRequest request, HttpServletResponse response, Visitor visitor, Map<String, String> path) {

    static final int LARGEST_BODY = 1024 * 1024;

    /** Of brackets, colons and commas in a body: 6 MB of memory at the worst, beside its texts. */
    private static final int MOST_PARTS = 50_000;

    /** A variable part of the path. */
    String part(String name) {
        return path.get(name);
    }

    SkillId skillId() throws Refusal {
        return parsed(part("id"), SkillId::parse);
    }

    /** A query parameter, or null. */
    String query(String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    int number(String name, int otherwise, int least, int most) throws Refusal {
        String value = query(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of its bounds is.
        }
        throw new Refusal(
                400,
                "query_invalid",
                "The parameter " + name + " is not a whole number from " + least + " to " + most + ".",
                "Correct it and ask again.");
    }

    /** The body as JSON of the right type. */
    <T> T body(Class<T> type) throws Refusal, IOException {
        try {
            return json(type);
        } catch (FormatException e) {
            throw Refusal.malformed(e);
        }
    }

    /** A body that may hold a secret: what is wrong with it is said without a word of it. */
    JsonNode secretBody() throws Refusal, IOException {
        try {
            return json(JsonNode.class);
        } catch (FormatException e) {
            throw new Refusal(400, e.code(), "What was sent is no valid JSON.", "Correct it and send it again.");
        }
    }

    private <T> T json(Class<T> type) throws Refusal, FormatException, IOException {
        byte[] body = bytes();
        try {
            return Json.read(body, type, MOST_PARTS);
        } catch (FormatException e) {
            if (e.code().equals(Json.TOO_MANY_PARTS)) {
                throw new Refusal(
                        413,
                        "body_too_large",
                        "The body has more than " + MOST_PARTS + " brackets, colons and commas.",
                        "Send less, or in several requests.");
            }
            throw e;
        }
    }

    private byte[] bytes() throws Refusal, IOException {
        String mediaType = request.getContentType();
        if (mediaType == null
                || !mediaType.split(";")[0].strip().toLowerCase(Locale.ROOT).equals("application/json")) {
            throw new Refusal(
                    415,
                    "media_type_unsupported",
                    "This address takes application/json.",
                    "Send JSON with the header Content-Type: application/json.");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new Refusal(
                    413, "body_too_large", "The body is larger than 1 MiB.", "Send less, or in several requests.");
        }
        return body;
    }

    void answer(int status, Object value) throws IOException {
        byte[] body = Json.write(value);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    void answer(Object value) throws IOException {
        answer(200, value);
    }

    /** Goes on without the request's thread; ends only when completed. */
    AsyncContext later() {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        return async;
    }

    /** Reads something that came from outside; a fault is refused with its place. */
    static <F, T> T parsed(F from, Parse<F, T> parse) throws Refusal {
        try {
            return parse.parse(from);
        } catch (FormatException e) {
            throw Refusal.malformed(e);
        }
    }

    /** A reader of the format. */
    interface Parse<F, T> {
        T parse(F from) throws FormatException;
    }
}
