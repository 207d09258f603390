package net.chingtech.ctos.skillhub.server.clawhub;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.format.Json;

/**
 * What is answered.
 *
 * @param headers beside the content type
 */
public record Answer(int status, String contentType, Map<String, String> headers, Body body) {

    /** Bytes that are written when they are sent, so that a large file is never in memory. */
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Answer json(int status, Map<String, Object> fields) {
        byte[] bytes = Json.write(fields);
        return new Answer(status, "application/json", Map.of("Cache-Control", "no-store"), out -> out.write(bytes));
    }

    static Answer json(Map<String, Object> fields) {
        return json(200, fields);
    }

    /** A JSON object with its keys as they are written here, which is not the hub's own way; absent values are null. */
    static Map<String, Object> fields(Object... keysAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return fields;
    }
}
