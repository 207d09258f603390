package net.chingtech.ctos.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.engine.HealthReport.Status;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.engine.internal.SkillComponents;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Asks a skill's own health checks, and whether its components are satisfied; the worst answer wins. */
final class HealthProbe {

    private static final int MOST_LINES = 50;

    private final BundleContext context;
    private final SkillComponents components;
    private final OfferedServices services;
    private final CallRunner runner;
    private final Duration limit;

    HealthProbe(
            BundleContext context,
            SkillComponents components,
            OfferedServices services,
            CallRunner runner,
            Duration limit) {
        this.context = context;
        this.components = components;
        this.services = services;
        this.runner = runner;
        this.limit = limit;
    }

    HealthReport probe() {
        TimeoutException late = new TimeoutException("The health check took longer than " + limit.toMillis() + " ms.");
        try {
            return runner.run(this::ask, limit, late, () -> {}).get();
        } catch (ExecutionException e) {
            return critical(e.getCause() == late ? late.getMessage() : PlainWords.tell(e.getCause()));
        } catch (RejectedExecutionException e) {
            return critical("The container is too busy to ask.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return critical("The container stopped asking.");
        }
    }

    private static HealthReport critical(String line) {
        return new HealthReport(Status.CRITICAL, List.of(line));
    }

    private HealthReport ask() {
        Status worst = Status.OK;
        List<String> lines = new ArrayList<>();
        SkillComponents.State state = components.state();
        for (String fault : concat(state.failed(), state.waiting())) {
            worst = Status.CRITICAL;
            lines.add(fault);
        }
        for (ServiceReference<?> reference : services.healthChecks()) {
            Status status = askOne(reference, lines);
            worst = status.compareTo(worst) > 0 ? status : worst;
        }
        return new HealthReport(worst, lines.stream().limit(MOST_LINES).toList());
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
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
