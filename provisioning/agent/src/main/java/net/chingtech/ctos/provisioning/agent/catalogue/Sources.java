package net.chingtech.ctos.provisioning.agent.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** The sources that are there now, in the order of their ids, so that nothing depends on which came first. */
public final class Sources {

    private final Supplier<? extends Collection<SkillSource>> present;
    private final ExecutorService executor;
    private final Duration deadline;

    public Sources(Supplier<? extends Collection<SkillSource>> present, ExecutorService executor, Duration deadline) {
        this.present = present;
        this.executor = executor;
        this.deadline = deadline;
    }

    /** A question to one source. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(SkillSource source) throws ProvisioningException;
    }

    /** What the sources said: by source id, and who failed. */
    public record Answers<T>(Map<String, T> bySource, List<SourceFailure> failed) {}

    /** A question's answer and whose it is. */
    public record Answer<T>(T value, String source) {}

    public List<SkillSource> all() {
        return present.get().stream()
                .sorted(Comparator.comparing(SkillSource::id))
                .toList();
    }

    public Optional<SkillSource> find(String id) {
        return all().stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /** Asks every source at once, and waits for each until the deadline. */
    public <T> Answers<T> askAll(Question<T> question) {
        Map<String, Future<T>> asked = new LinkedHashMap<>();
        for (SkillSource source : all()) {
            asked.put(source.id(), executor.submit(() -> question.ask(source)));
        }
        long end = System.nanoTime() + deadline.toNanos();
        Map<String, T> answers = new LinkedHashMap<>();
        List<SourceFailure> failed = new ArrayList<>();
        asked.forEach((source, future) -> {
            try {
                answers.put(source, await(source, future, end - System.nanoTime()));
            } catch (ProvisioningException e) {
                failed.add(new SourceFailure(source, e.problem()));
            }
        });
        return new Answers<>(answers, failed);
    }

    /** Asks one source. */
    public <T> T ask(String id, Question<T> question) throws ProvisioningException {
        SkillSource source =
                find(id).orElseThrow(() -> Refusals.sourceUnreachable(id, "it is not connected to this container"));
        return await(id, executor.submit(() -> question.ask(source)), deadline.toNanos());
    }

    /**
     * Asks for a skill that has no home yet: the first source, in their order, that has it. A source that fails before
     * one was found ends the search, since the id might be at home there.
     *
     * @throws ProvisioningException {@code skill_unknown}, or why a source did not answer
     */
    public <T> Answer<T> askFirst(SkillId id, Question<T> question) throws ProvisioningException {
        Answers<T> answers = askAll(question);
        Map<String, Problem> failed = new LinkedHashMap<>();
        answers.failed().forEach(failure -> failed.put(failure.source(), failure.problem()));
        for (SkillSource source : all()) {
            T value = answers.bySource().get(source.id());
            if (value != null) {
                return new Answer<>(value, source.id());
            }
            Problem problem = failed.get(source.id());
            if (problem != null && !problem.code().equals("skill_unknown")) {
                throw new ProvisioningException(problem);
            }
        }
        throw Refusals.skillUnknown(id);
    }

    private <T> T await(String source, Future<T> future, long nanos) throws ProvisioningException {
        try {
            return future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw Refusals.sourceUnreachable(source, "it did not answer within " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw Refusals.sourceUnreachable(source, "the question was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProvisioningException refusal) {
                throw refusal;
            }
            ProvisioningException refusal = Refusals.sourceUnreachable(source, "it failed with " + e.getCause());
            refusal.initCause(e.getCause());
            throw refusal;
        }
    }
}
