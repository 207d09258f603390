package net.chingtech.ctos.webconsole.internal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A small form from a request's body only: what stands in the address, and so in logs, is not taken. */
final class Form {

    private static final int LARGEST = 8 * 1024;

    private Form() {}

    static Map<String, String> read(HttpServletRequest request) throws IOException {
        Map<String, String> fields = new HashMap<>();
        String type = request.getContentType();
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return fields;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST);
        for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
