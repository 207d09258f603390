package net.chingtech.ctos.provisioning.agent.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** The sources that are there now, in the order of their ids, so that nothing depends on which came first. */
public final class Sources {

    private final Supplier<? extends Collection<SkillSource>> present;
    private final SkillSource files;
    private final ExecutorService executor;
    private final Duration deadline;
    private final Resting resting;
    private final Offline offline;

    /**
     * @param files the source of what administrators bring as files; it is asked only by its name
     * @param offline while it is on no hub is asked; what this container keeps itself still is
     */
    public Sources(
            Supplier<? extends Collection<SkillSource>> present,
            SkillSource files,
            ExecutorService executor,
            Duration deadline,
            Resting resting,
            Offline offline) {
        this.present = present;
        this.files = files;
        this.executor = executor;
        this.deadline = deadline;
        this.resting = resting;
        this.offline = offline;
    }

    /** Whether no hub is asked, because an administrator wants that. */
    public boolean isOffline() {
        return offline.isOn();
    }

    /** The hubs that are left alone, each with why; none while they are asked. */
    public List<SourceFailure> leftAlone() {
        return all().stream()
                .filter(this::isLeftAlone)
                .map(source -> new SourceFailure(source.id(), Offline.problem()))
                .toList();
    }

    private boolean isLeftAlone(SkillSource source) {
        return source.isHub() && offline.isOn();
    }

    /** A question to one source. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(SkillSource source) throws ProvisioningException;
    }

    /** What the sources said: by source id, and who failed. */
    public record Answers<T>(Map<String, T> bySource, List<SourceFailure> failed) {}

    /** Those that are connected, by id. */
    public List<SkillSource> all() {
        return present.get().stream()
                .sorted(Comparator.comparing(SkillSource::id))
                .toList();
    }

    /** The weaker of two tiers; null for no limit. */
    public static Tier atMost(Tier tier, Tier most) {
        return tier == null || most == null || tier.compareTo(most) >= 0 ? tier : most;
    }

    public Optional<SkillSource> find(String id) {
        return id.equals(files.id())
                ? Optional.of(files)
                : all().stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /**
     * Whether a skill of this id may come from a source: legacy skills come from ClawHubs, and nothing else does. So neither
     * kind can take the place of the other, and one that is down does not keep anybody from the other.
     */
    public static boolean mayHave(String source, SkillId id) {
        return SkillSource.isLegacy(source) == id.isLegacy();
    }

    /** Those that are connected and may have a skill of this id, by id. */
    public List<SkillSource> of(SkillId id) {
        return all().stream().filter(source -> mayHave(source.id(), id)).toList();
    }

    /** Asks every source at once, and waits for each until the deadline. */
    public <T> Answers<T> askAll(Question<T> question) {
        return ask(all(), question);
    }

    /** As {@link #askAll(Question)}, those of the ids that are wanted. */
    public <T> Answers<T> askAll(Predicate<String> wanted, Question<T> question) {
        return ask(all().stream().filter(source -> wanted.test(source.id())).toList(), question);
    }

    /** As {@link #askAll(Question)}, those that may have a skill of this id. */
    public <T> Answers<T> askAll(SkillId id, Question<T> question) {
        return ask(of(id), question);
    }

    private <T> Answers<T> ask(List<SkillSource> sources, Question<T> question) {
        Map<String, Future<T>> asked = new LinkedHashMap<>();
        List<SourceFailure> failed = new ArrayList<>();
        for (SkillSource source : sources) {
            if (isLeftAlone(source)) {
                failed.add(new SourceFailure(source.id(), Offline.problem()));
            } else {
                asked.put(source.id(), executor.submit(() -> question.ask(source)));
            }
        }
        long end = System.nanoTime() + deadline.toNanos();
        Map<String, T> answers = new LinkedHashMap<>();
        asked.forEach((source, future) -> {
            try {
                answers.put(source, await(source, future, end - System.nanoTime()));
            } catch (ProvisioningException e) {
                failed.add(new SourceFailure(source, e.problem()));
            }
        });
        return new Answers<>(answers, failed);
    }

    /** Something that waits for sources itself, beside what is asked here. */
    <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }

    /** Asks one source. */
    public <T> T ask(String id, Question<T> question) throws ProvisioningException {
        SkillSource source =
                find(id).orElseThrow(() -> Refusals.sourceUnreachable(id, "it is not connected to this container"));
        if (isLeftAlone(source)) {
            offline.requireOnline();
        }
        return await(id, executor.submit(() -> question.ask(source)), deadline.toNanos());
    }

    /**
     * Asks some at once as {@link #askAll(Question)}, for somebody who only looks: who kept such a one waiting in vain a moment
     * ago is named with that, and not waited for again.
     */
    <T> Answers<T> look(List<SkillSource> sources, Question<T> question) {
        List<SourceFailure> left = new ArrayList<>();
        List<SkillSource> asked = new ArrayList<>();
        for (SkillSource source : sources) {
            (isLeftAlone(source) ? Optional.of(Offline.problem()) : resting.of(source.id()))
                    .ifPresentOrElse(
                            problem -> left.add(new SourceFailure(source.id(), problem)), () -> asked.add(source));
        }
        Map<String, Long> ended = new ConcurrentHashMap<>();
        long began = System.nanoTime();
        Answers<T> answers = ask(asked, source -> {
            try {
                return question.ask(source);
            } finally {
                ended.put(source.id(), System.nanoTime());
            }
        });
        for (SourceFailure failure : answers.failed()) {
            Long end = ended.get(failure.source());
            // One that was given up ends then, or later, or never.
            Duration took = end == null ? deadline : Duration.ofNanos(end - began);
            if (took.compareTo(Resting.LONG) >= 0 || took.compareTo(deadline) >= 0) {
                resting.failed(failure.source(), failure.problem());
            }
        }
        answers.bySource().keySet().forEach(resting::answered);
        left.addAll(answers.failed());
        left.sort(Comparator.comparing(SourceFailure::source));
        return new Answers<>(answers.bySource(), left);
    }

    /**
     * Looks for a skill that has no home yet: the first source, in their order, that has it. One that fails keeps nobody from
     * seeing what another has; whoever installs it is asked from which ({@code Homes}).
     *
     * @throws ProvisioningException {@code skill_unknown}, or why a source did not answer that might have it
     */
    <T> T lookFirst(SkillId id, Question<T> question) throws ProvisioningException {
        Answers<T> answers = look(of(id), question);
        Optional<T> found = of(id).stream()
                .map(SkillSource::id)
                .map(answers.bySource()::get)
                .filter(Objects::nonNull)
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        Optional<Problem> silent = answers.failed().stream()
                .map(SourceFailure::problem)
                .filter(problem -> !problem.code().equals("skill_unknown"))
                .findFirst();
        throw silent.map(ProvisioningException::new).orElseGet(() -> Refusals.skillUnknown(id));
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
