package net.chingtech.ctos.gateways.internal.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import net.chingtech.ctos.gateways.internal.threads.OwnThreads;
import net.chingtech.ctos.gateways.internal.traffic.SkillTraffic;
import net.chingtech.ctos.skill.HttpAsk;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.ToolException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Carries skills' requests out, on threads of its own: however slow a peer or a name server is, its caller is not. */
public final class Courier implements AutoCloseable {

    private static final int MOST_THREADS = 32;
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Checkpoint checkpoint;
    private final Supplier<Wire> wires;
    private final ExecutorService workers = OwnThreads.pool("ctos-http", MOST_THREADS);
    private Wire wire;

    /** @param wires asked once, when something is sent first: the certificates that are believed take a while to load */
    public Courier(Resolver resolver, InternalHosts internal, Supplier<Wire> wires) {
        checkpoint = new Checkpoint(resolver, internal);
        this.wires = wires;
    }

    private synchronized Wire wire() {
        if (wire == null) {
            wire = wires.get();
        }
        return wire;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    HttpReply send(SkillNetwork skill, HttpAsk ask) throws ToolException {
        Request request = Request.of(ask);
        Duration patience = ask.timeout().compareTo(Request.LONGEST) < 0 ? ask.timeout() : Request.LONGEST;
        Use use = skill.enter();
        Future<HttpReply> answer;
        try {
            // The slot is given back when the work is over, not when its caller gives up.
            answer = workers.submit(() -> {
                try (use) {
                    return follow(skill, use, request, patience);
                }
            });
        } catch (RejectedExecutionException e) {
            use.close();
            throw NetworkErrors.tooMuch("The container sends too much already; try again.");
        }
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            use.stop(NetworkErrors.timeout());
            throw NetworkErrors.timeout();
        } catch (InterruptedException e) {
            use.stop(NetworkErrors.timeout());
            Thread.currentThread().interrupt();
            throw NetworkErrors.timeout();
        } catch (ExecutionException e) {
            throw reason(e.getCause());
        }
    }

    private HttpReply follow(SkillNetwork skill, Use use, Request first, Duration patience) throws ToolException {
        Request request = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            List<InetAddress> addresses = checkpoint.pass(skill, request.to(), request.call());
            HttpReply reply = exchange(skill, use, request, addresses, patience);
            String location = reply.header("location").orElse(null);
            if (location == null || !REDIRECTS.contains(reply.status())) {
                return reply;
            }
            request = request.redirected(reply.status(), location);
        }
        throw NetworkErrors.failed(request.to(), "more than " + MOST_REDIRECTS + " redirects");
    }

    private HttpReply exchange(
            SkillNetwork skill, Use use, Request request, List<InetAddress> addresses, Duration patience)
            throws ToolException {
        long out = request.headBytes() + request.body().length;
        String status = SkillTraffic.FAILED;
        long in = 0;
        try {
            HttpReply reply = throughTheFirstThatAnswers(use, request, addresses, patience);
            status = String.valueOf(reply.status());
            in = reply.body().length;
            return reply;
        } catch (Wire.TooMuch e) {
            throw NetworkErrors.tooMuch("The answer is larger than 4 MiB.");
        } catch (SocketTimeoutException e) {
            use.refuseWhenStopped();
            throw NetworkErrors.timeout();
        } catch (IOException e) {
            // A stop closes the connection, and that looks like any other failure.
            use.refuseWhenStopped();
            throw NetworkErrors.failed(request.to(), what(e));
        } finally {
            skill.count(request.to(), request.method(), status, out, in);
        }
    }

    private HttpReply throughTheFirstThatAnswers(
            Use use, Request request, List<InetAddress> addresses, Duration patience)
            throws IOException, ToolException {
        IOException failure = null;
        for (InetAddress address : addresses) {
            try {
                return wire().exchange(use, request, address, patience);
            } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException e) {
                // Nothing was sent yet.
                use.refuseWhenStopped();
                failure = e;
            }
        }
        throw failure;
    }

    /** Nothing of addresses, and nothing of the peer's own words. */
    private static String what(IOException e) {
        if (e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof NoRouteToHostException) {
            return "nobody answers there";
        }
        return e instanceof SSLException
                ? "no trusted TLS connection: its certificate or its protocol does not fit"
                : "the exchange broke off (" + e.getClass().getSimpleName() + ")";
    }

    private static ToolException reason(Throwable cause) {
        if (cause instanceof ToolException reason) {
            // Made on another thread; said again on the caller's.
            return new ToolException(reason.code(), reason.getMessage());
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }

    @Override
    public synchronized void close() {
        workers.shutdownNow();
        if (wire != null) {
            wire.close();
        }
    }
}
