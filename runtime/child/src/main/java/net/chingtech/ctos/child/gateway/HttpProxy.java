package net.chingtech.ctos.child.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.wire.Peer;
import net.chingtech.ctos.wire.RpcError;
import net.chingtech.ctos.wire.TypedValues;

/** The world outside: the container looks names up, connects and counts. */
final class HttpProxy implements Http {

    /** A little longer than any exchange may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final Asking asking;

    HttpProxy(Peer container) {
        asking = new Asking(container, Http.class, "network_denied", "network_failed", "network_timeout");
    }

    @Override
    public HttpReply send(HttpAsk ask) throws ToolException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("method", ask.method());
        request.put("uri", ask.uri().toString());
        request.put("headers", ask.headers());
        request.put("body", TypedValues.toJson(ask.body()));
        request.put("timeout_ms", Math.min(PATIENCE.toMillis(), ask.timeout().toMillis()));
        return reply(asking.ask("http.send", request, PATIENCE));
    }

    private HttpReply reply(Object answer) throws ToolException {
        if (!(answer instanceof Map<?, ?> reply)
                || !(reply.get("status") instanceof Long status)
                || !(reply.get("headers") instanceof Map<?, ?> headers)) {
            throw asking.strange();
        }
        Map<String, List<String>> read = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            if (values instanceof List<?> list) {
                read.put((String) name, list.stream().map(String::valueOf).toList());
            }
        });
        try {
            return new HttpReply(Math.toIntExact(status), read, TypedValues.bytes(reply.get("body")));
        } catch (RpcError e) {
            throw asking.strange();
        }
    }
}
