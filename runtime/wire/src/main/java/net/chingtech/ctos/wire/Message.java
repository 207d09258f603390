package net.chingtech.ctos.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message: a request, a notification, or an answer.
 *
 * @param id null for a notification
 * @param method null for an answer
 */
record Message(Long id, String method, Map<String, Object> parameters, Object result, RpcError error) {

    private static final Set<String> REQUEST = Set.of("jsonrpc", "id", "method", "params");
    private static final Set<String> ANSWER = Set.of("jsonrpc", "id", "result", "error");
    private static final int LONGEST_NAME = 64;
    static final int MOST_LINES = 64;

    public boolean isAnswer() {
        return method == null;
    }

    public boolean isNotification() {
        return id == null;
    }

    static Message of(Map<String, Object> object) throws NotAccepted {
        if (!"2.0".equals(object.get("jsonrpc"))) {
            throw refused("a message does not say jsonrpc 2.0");
        }
        Object id = object.get("id");
        if (object.containsKey("id") && !(id instanceof Long)) {
            throw refused("the id of a message is not a whole number");
        }
        if (!object.containsKey("method")) {
            return answer((Long) id, object);
        }
        if (!(object.get("method") instanceof String method) || method.length() > LONGEST_NAME) {
            throw refused("the method of a message is not a name");
        }
        if (!REQUEST.containsAll(object.keySet())) {
            throw refused("a request has a member that requests do not have");
        }
        return new Message((Long) id, method, object(object, "params"), null, null);
    }

    private static Message answer(Long id, Map<String, Object> object) throws NotAccepted {
        boolean failed = object.containsKey("error");
        if (id == null || failed == object.containsKey("result") || !ANSWER.containsAll(object.keySet())) {
            throw refused("a message is neither a request nor an answer");
        }
        return new Message(id, null, null, object.get("result"), failed ? error(object(object, "error")) : null);
    }

    private static RpcError error(Map<String, Object> error) throws NotAccepted {
        Map<String, Object> data = object(error, "data");
        if (!(error.get("code") instanceof Long number)
                || number.intValue() != number
                || !(error.get("message") instanceof String message)
                || !(data.getOrDefault("code", "failed") instanceof String code)
                || !(data.getOrDefault("lines", List.of()) instanceof List<?> lines)
                || lines.size() > MOST_LINES) {
            throw refused("an error is not number, message and data");
        }
        return new RpcError(
                number.intValue(),
                code,
                message,
                lines.stream().map(String::valueOf).toList());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> holder, String name) throws NotAccepted {
        Object value = holder.containsKey(name) ? holder.get(name) : Map.of();
        if (!(value instanceof Map)) {
            throw refused(name + " is not an object");
        }
        return (Map<String, Object>) value;
    }

    private static NotAccepted refused(String what) {
        return new NotAccepted(CloseReason.NOT_A_MESSAGE, "The other end wrote no message: " + what + ".");
    }
}
