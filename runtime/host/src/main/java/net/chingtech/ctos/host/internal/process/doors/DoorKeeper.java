package net.chingtech.ctos.host.internal.process.doors;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.process.child.Serial;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.wire.Answers;
import net.chingtech.ctos.wire.RpcError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what one process of a skill asks of the container: so much at once, each within a time limit, and nothing else. */
public final class DoorKeeper implements Answers, AutoCloseable {

    private static final int MOST_AT_ONCE = 16;
    /** The gateways have limits of their own, that are lower. */
    private static final Duration LONGEST = Duration.ofSeconds(35);

    private static final int MOST_LINES_WAITING = 100;
    private static final int LONGEST_LINE = 4_000;
    private static final Logger LOG = LoggerFactory.getLogger(DoorKeeper.class);

    private final Admission admission;
    private final Threads threads;
    private final CallChains chains;
    private final Transactions transactions = new Transactions();
    private final DoorMethods methods;
    private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
    private final Serial logging;
    private final AtomicInteger linesWaiting = new AtomicInteger();

    public DoorKeeper(Admission admission, Threads threads, CallChains chains) {
        this.admission = admission;
        this.threads = threads;
        this.chains = chains;
        methods = new DoorMethods(admission.doors(), transactions);
        logging = new Serial(threads);
    }

    @Override
    public Object answer(long request, String name, Map<String, Object> values) throws RpcError {
        DoorMethods.Method method = methods.get(name);
        if (method == null) {
            admission.denied("a method that exists", "the method " + PlainWords.shorten(name));
            throw RpcError.unknownMethod(PlainWords.shorten(name));
        }
        Parameters parameters = method.parameters(values);
        CallChain chain = chains.of(parameters.optionalNumber(DoorMethods.Method.CALL));
        if (!atOnce.tryAcquire()) {
            throw RpcError.of("gateway_busy", "This skill asks for " + MOST_AT_ONCE + " things at once already.");
        }
        try {
            return within(LONGEST, chain, method, parameters);
        } finally {
            atOnce.release();
        }
    }

    private Object within(Duration limit, CallChain chain, DoorMethods.Method method, Parameters parameters)
            throws RpcError {
        Alarm alarm = new Alarm(Thread.currentThread());
        Future<?> ringing = threads.later(limit, alarm::ring);
        try {
            return chain.bind(() -> method.work().with(parameters));
        } catch (ToolException e) {
            throw RpcError.of(e.code(), String.valueOf(e.getMessage()));
        } catch (RpcError e) {
            throw e;
        } catch (Exception e) {
            LOG.warn("A gateway failed for {}", admission.doors().context().id(), e);
            throw RpcError.of("gateway_failed", "The container could not do this.");
        } finally {
            ringing.cancel(false);
            alarm.off();
        }
    }

    /** Interrupts a thread, unless it went on to something else. */
    private static final class Alarm {

        private Thread thread;

        Alarm(Thread thread) {
            this.thread = thread;
        }

        synchronized void ring() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        synchronized void off() {
            thread = null;
        }
    }

    /** Its log lines: written by another thread, since this one reads; what is too much is left out. */
    @Override
    public void hear(String method, Map<String, Object> values) {
        if (!method.equals("log")
                || !(values.get("level") instanceof String level)
                || !(values.get("message") instanceof String message)) {
            return;
        }
        if (linesWaiting.incrementAndGet() > MOST_LINES_WAITING) {
            linesWaiting.decrementAndGet();
            return;
        }
        Level parsed = level(level);
        String line = message.length() <= LONGEST_LINE ? message : message.substring(0, LONGEST_LINE) + "…";
        logging.execute(() -> {
            linesWaiting.decrementAndGet();
            admission.log(parsed, line);
        });
    }

    private static Level level(String name) {
        try {
            return Level.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Level.INFO;
        }
    }

    /** The process is over: takes back what it had begun. */
    @Override
    public void close() {
        transactions.close();
    }
}
