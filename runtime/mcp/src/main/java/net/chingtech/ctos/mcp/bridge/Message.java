package net.chingtech.ctos.mcp.bridge;

import java.util.Map;

/**
 * One JSON-RPC message.
 *
 * @param text the message, in one line
 * @param id its raw id, or null
 * @param method its method, or null when it is an answer
 */
record Message(String text, String id, String method) {

    static final String TOOLS_CHANGED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
    static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

    /** @throws IllegalArgumentException when it is not one JSON object */
    static Message of(String text) {
        Map<String, String> members = JsonObject.members(text);
        // A line end can only stand between the parts of a message, since strings hold it escaped.
        String line = text.replace('\n', ' ').replace('\r', ' ');
        return new Message(line, members.get("id"), JsonObject.string(members.get("method")));
    }

    boolean isRequest() {
        return id != null && method != null;
    }

    boolean isAnswerTo(Message request) {
        return method == null && id != null && id.equals(request.id);
    }

    /** A text in the result of an answer; null when there is none. */
    String inResult(String name) {
        String result = JsonObject.members(text).get("result");
        return result == null || !result.startsWith("{")
                ? null
                : JsonObject.string(JsonObject.members(result).get(name));
    }

    static String answer(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    static String error(String id, int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":"
                + JsonObject.quote(message) + "}}";
    }
}
