package net.chingtech.ctos.mcp.internal;

import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.Caller;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands an agent's call to the router, and says what came of it; a failure is a result too, never an exception. */
final class ToolCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    /** Beyond every tool's own limit, which the skill's host holds: only so that no thread waits for ever. */
    private static final int LONGEST_MINUTES = 30;

    private final ToolRouter router;

    ToolCalls(ToolRouter router) {
        this.router = router;
    }

    /** The caller is taken from this very request: a session may be used by more than one. */
    CallToolResult call(McpSyncServerExchange exchange, CallToolRequest request) {
        return call(exchange.transportContext().get(McpEndpoint.USER), request.name(), request.arguments());
    }

    private CallToolResult call(Object user, String tool, Map<String, Object> input) {
        if (!(user instanceof String name)) {
            return failure("call_denied", "It is not known who calls.");
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ToolCalls.class.getClassLoader());
        try {
            ToolCall call = new ToolCall(tool, McpJson.arguments(input), new Caller(Caller.Kind.AGENT, name));
            return success(router.call(call).toCompletableFuture().get(LONGEST_MINUTES, TimeUnit.MINUTES));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolException failed) {
                return failure(failed.code(), failed.getMessage());
            }
            return unexpected(tool, e.getCause());
        } catch (TimeoutException e) {
            return failure("call_timeout", "The tool did not answer within " + LONGEST_MINUTES + " minutes.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure("call_cancelled", "The call was cancelled; whether the tool did its work is not known.");
        } catch (RuntimeException e) {
            return unexpected(tool, e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static CallToolResult unexpected(String tool, Throwable cause) {
        LOG.error("The call of {} failed inside the container", tool, cause);
        return failure("internal_error", "The call failed inside the container; the container's log says why.");
    }

    private static CallToolResult success(ToolResult result) {
        return CallToolResult.builder()
                .structuredContent(result.value())
                .addTextContent(new String(Json.write(result.value()), StandardCharsets.UTF_8))
                .isError(false)
                .build();
    }

    private static CallToolResult failure(String code, String message) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("code", code);
        problem.put("message", message);
        return CallToolResult.builder()
                .structuredContent(problem)
                .addTextContent(code + ": " + message)
                .isError(true)
                .build();
    }
}
