package net.chingtech.ctos.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import net.chingtech.ctos.engine.HealthReport.Status;
import net.chingtech.ctos.engine.OfferedServices.Offered;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.engine.internal.SkillComponents;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Asks a skill's own health checks, and looks whether what was there at its start is there still: its components and its
 * tools. The worst answer wins.
 */
final class HealthProbe {

    private static final int MOST_LINES = 50;

    private final BundleContext context;
    private final SkillComponents components;
    private final OfferedServices services;
    private final Collection<Offered> tools;
    private final Set<String> satisfiedAtStart;
    private final CallRunner runner;
    private final Duration limit;
    private CompletableFuture<HealthReport> asked = CompletableFuture.completedFuture(null);
    /** Whether the skill's code really came to its end, which may be long after everybody was told that it is late. */
    private boolean ended = true;

    /** @param tools that it has at its start */
    HealthProbe(
            BundleContext context,
            SkillComponents components,
            OfferedServices services,
            Collection<Offered> tools,
            CallRunner runner,
            Duration limit) {
        this.context = context;
        this.components = components;
        this.services = services;
        this.tools = List.copyOf(tools);
        this.runner = runner;
        this.limit = limit;
        satisfiedAtStart = components.state().satisfied();
    }

    HealthReport probe() {
        try {
            return question().get();
        } catch (ExecutionException e) {
            return critical(e.getCause() instanceof Late late ? late.getMessage() : PlainWords.tell(e.getCause()));
        } catch (RejectedExecutionException e) {
            return critical("The container is too busy to ask.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return critical("The container stopped asking.");
        }
    }

    /** One question at a time: whoever asks meanwhile hears the same answer, and one that hangs keeps one thread only. */
    private synchronized CompletableFuture<HealthReport> question() {
        if (ended) {
            Late late = new Late("The health check took longer than " + limit.toMillis() + " ms.");
            asked = runner.run(this::ask, limit, late, this::end);
            // Its end waits for this method. What is refused does not begin, and has no end.
            ended = false;
        }
        return asked;
    }

    private synchronized void end() {
        ended = true;
    }

    /** Told to those who wait; a skill's own exception cannot be one. */
    private static final class Late extends Exception {

        private static final long serialVersionUID = 1L;

        Late(String message) {
            super(message);
        }
    }

    private static HealthReport critical(String line) {
        return new HealthReport(Status.CRITICAL, List.of(line));
    }

    private HealthReport ask() {
        Status worst = Status.OK;
        List<String> lines = new ArrayList<>();
        for (String fault : faults()) {
            worst = Status.CRITICAL;
            lines.add(fault);
        }
        for (ServiceReference<?> reference : services.healthChecks()) {
            Status status = askOne(reference, lines);
            worst = status.compareTo(worst) > 0 ? status : worst;
        }
        return new HealthReport(worst, lines.stream().limit(MOST_LINES).toList());
    }

    /** What is not as it was when the skill started. */
    private List<String> faults() {
        SkillComponents.State state = components.state();
        List<String> faults = new ArrayList<>(state.failed());
        faults.addAll(state.waiting());
        Set<String> lost = new TreeSet<>(satisfiedAtStart);
        lost.removeAll(state.satisfied());
        lost.removeIf(name -> faults.stream().anyMatch(fault -> fault.startsWith(name)));
        lost.forEach(name -> faults.add(name + " was there when the skill started, and is not any more"));
        for (Offered tool : tools) {
            if (tool.reference().getBundle() == null) {
                faults.add("The tool " + tool.description().name() + " is gone");
            }
        }
        return faults;
    }

    private Status askOne(ServiceReference<?> reference, List<String> lines) {
        try {
            HealthCheck check = (HealthCheck) context.getService(reference);
            if (check == null) {
                lines.add("A health check could not be activated");
                return Status.CRITICAL;
            }
            try {
                return read(check.execute(), lines);
            } finally {
                context.ungetService(reference);
            }
        } catch (Throwable e) {
            lines.add("A health check threw " + PlainWords.tell(e));
            return Status.CRITICAL;
        }
    }

    private static Status read(Result result, List<String> lines) {
        for (ResultLog.Entry entry : result) {
            if (lines.size() < MOST_LINES && !entry.isDebug()) {
                lines.add(entry.getStatus() + " " + PlainWords.shorten(String.valueOf(entry.getMessage())));
            }
        }
        return switch (result.getStatus()) {
            case OK -> Status.OK;
            case WARN -> Status.WARN;
            case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> Status.CRITICAL;
        };
    }
}
