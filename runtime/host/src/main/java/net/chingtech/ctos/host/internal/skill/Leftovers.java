package net.chingtech.ctos.host.internal.skill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.StagedSkill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What skills that were stopped left behind: their threads are interrupted, idle ones stopped, and those that go on all the
 * same are told of until they end.
 */
final class Leftovers {

    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final long LOOK_AGAIN_MS = 20;
    private static final int MOST_NAMES = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Fence fence;
    private final AuditLog audit;
    private final Map<String, StagedSkill> left = new ConcurrentHashMap<>();

    Leftovers(Fence fence, AuditLog audit) {
        this.fence = fence;
        this.audit = audit;
    }

    /** Ends what can be ended of a skill that was stopped and stripped. */
    void end(StagedSkill skill) {
        List<Thread> threads = endThreads(skill.location());
        if (threads.isEmpty()) {
            fence.forget(skill.location());
            return;
        }
        left.put(skill.location(), skill);
        String names = names(threads);
        LOG.warn(
                "{} {} was stopped, but {} of its threads cannot be ended: {}",
                skill.id(),
                skill.version(),
                threads.size(),
                names);
        audit.record(
                "container",
                "skill_threads_left",
                skill.id() + "@" + skill.version(),
                Map.of("threads", String.valueOf(threads.size()), "names", names));
    }

    private List<Thread> endThreads(String location) {
        long begin = System.nanoTime();
        while (true) {
            // Asked again each time: one that is ending may start another.
            List<Thread> threads = fence.threads(location);
            long waited = System.nanoTime() - begin;
            if (threads.isEmpty() || waited >= PATIENCE.toNanos()) {
                return threads;
            }
            for (Thread thread : threads) {
                thread.interrupt();
                if (waited >= UNTIL_STOPPED.toNanos() && isIdle(thread)) {
                    stop(thread);
                }
            }
            try {
                threads.get(0).join(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return threads;
            }
        }
    }

    /** In a timer or a pool that was not shut down: no code but the JDK's own is on its stack. */
    private static boolean isIdle(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && Stream.of(stack).allMatch(frame -> "java.base".equals(frame.getModuleName()));
    }

    /**
     * An interrupt only makes such a thread look for work again. To stop one is safe where nothing of the container can be
     * half done; up to Java 19, later ones refuse.
     */
    @SuppressWarnings("removal")
    private static void stop(Thread thread) {
        try {
            thread.stop();
        } catch (UnsupportedOperationException e) {
            // It is told of instead.
        }
    }

    private static String names(List<Thread> threads) {
        List<String> names = threads.stream()
                .limit(MOST_NAMES)
                .map(thread -> PlainWords.shorten(thread.getName()))
                .toList();
        return String.join(", ", names) + (threads.size() > MOST_NAMES ? ", …" : "");
    }

    /** What still runs of skills that were stopped, a sentence for each. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        left.forEach((location, skill) -> {
            int threads = fence.threads(location).size();
            if (threads > 0) {
                sentences.add(skill.id() + " " + skill.version() + " was stopped, and " + threads
                        + " of its threads still run, without any rights; they end with the container.");
            } else if (left.remove(location, skill)) {
                fence.forget(location);
            }
        });
        return sentences;
    }
}
