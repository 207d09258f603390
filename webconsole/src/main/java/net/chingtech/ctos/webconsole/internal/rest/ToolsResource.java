package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import net.chingtech.ctos.webconsole.internal.access.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools of live skills, and calls of them by a person or a program. */
final class ToolsResource {

    private static final Logger LOG = LoggerFactory.getLogger(ToolsResource.class);

    private final Doors doors;

    ToolsResource(Doors doors) {
        this.doors = doors;
    }

    void addTo(Router router) {
        router.get(
                        "tools",
                        exchange ->
                                exchange.answer(Map.of("tools", doors.tools().tools())))
                .post("tools/{name}", this::call);
    }

    private void call(Exchange exchange) throws Refusal, IOException {
        JsonNode input = exchange.body(JsonNode.class);
        if (!input.isObject()) {
            throw new Refusal(
                    400, "input_invalid", "A tool's input is a JSON object.", "Send an object, {} when it is empty.");
        }
        ToolCall call = new ToolCall(
                exchange.part("name"),
                ToolInput.of(input),
                new Caller(Caller.Kind.ADMINISTRATOR, exchange.visitor().name()));
        var answer = doors.tools().call(call);
        AsyncContext async = exchange.later();
        answer.whenComplete((result, failure) -> {
            try {
                finish(exchange, result, failure);
            } catch (IOException e) {
                LOG.debug("the caller of {} is gone", call.tool(), e);
            } finally {
                async.complete();
            }
        });
    }

    private static void finish(Exchange exchange, ToolResult result, Throwable failure) throws IOException {
        HttpServletResponse response = exchange.response();
        if (failure == null) {
            exchange.answer(result.value());
            return;
        }
        Problem problem = ToolProblems.of(failure);
        if (problem.status() == 500) {
            LOG.error("the call of {} failed", exchange.part("name"), failure);
        }
        Headers.send(response, problem);
    }
}
