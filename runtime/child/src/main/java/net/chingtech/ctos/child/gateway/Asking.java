package net.chingtech.ctos.child.gateway;

import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import net.chingtech.ctos.wire.Peer;
import net.chingtech.ctos.wire.Request;
import net.chingtech.ctos.wire.RpcError;
import org.osgi.framework.ServicePermission;

/**
 * One gateway's way to the container. Everybody on the stack must be allowed to use the gateway; then this asks with the
 * process's own rights, and waits with a limit.
 */
public final class Asking {

    /** What the connection says itself; the gateway's own word for a failure stands for it. */
    private static final Set<String> OF_THE_WIRE = Set.of(
            "connection_closed",
            "other_end_busy",
            "too_many_requests",
            "failed",
            "method_unknown",
            "parameters_invalid");

    private static final ThreadLocal<Long> CALL = new ThreadLocal<>();

    private final Peer container;
    private final Class<?> gateway;
    private final String denied;
    private final String failed;
    private final String late;

    /**
     * @param denied code for who may not use the gateway
     * @param failed code for what the connection does wrong
     * @param late code for an answer that does not come in time
     */
    Asking(Peer container, Class<?> gateway, String denied, String failed, String late) {
        this.container = container;
        this.gateway = gateway;
        this.denied = denied;
        this.failed = failed;
        this.late = late;
    }

    /** A call of one of the skill's tools. */
    public interface Call {
        ToolResult run() throws ToolException;
    }

    /** Runs a call that the container asked for; what the gateways ask on this thread then belongs to it. */
    public static ToolResult during(long request, Call call) throws ToolException {
        CALL.set(request);
        try {
            return call.run();
        } finally {
            CALL.remove();
        }
    }

    /** Asks, and gives what came back. */
    Object ask(String method, Map<String, ?> parameters, Duration patience) throws ToolException {
        check();
        Long call = CALL.get();
        Map<String, Object> all = new LinkedHashMap<>(parameters);
        if (call != null) {
            all.put("call", call);
        }
        try {
            return AccessController.doPrivileged(
                    (PrivilegedExceptionAction<Object>) () -> answer(container.request(method, all), patience));
        } catch (PrivilegedActionException e) {
            throw (ToolException) e.getCause();
        }
    }

    /** What came back was not what the gateway answers with. */
    ToolException strange() {
        return new ToolException(failed, "The container answered something that is no answer.");
    }

    private void check() throws ToolException {
        SecurityManager manager = System.getSecurityManager();
        if (manager == null) {
            return;
        }
        try {
            manager.checkPermission(new ServicePermission(gateway.getName(), ServicePermission.GET));
        } catch (SecurityException e) {
            throw new ToolException(denied, "This skill was not granted " + gateway.getSimpleName() + ".", e);
        }
    }

    private Object answer(Request request, Duration patience) throws ToolException {
        try {
            return request.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            RpcError error = (RpcError) e.getCause();
            throw new ToolException(OF_THE_WIRE.contains(error.code()) ? failed : error.code(), error.getMessage());
        } catch (TimeoutException e) {
            request.giveUp();
            throw new ToolException(late, "The container did not answer in time.", e);
        } catch (InterruptedException e) {
            request.giveUp();
            Thread.currentThread().interrupt();
            throw new ToolException(late, "The time for this call is over.", e);
        }
    }
}
