package net.chingtech.ctos.host.internal.skill;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.skill.ToolResult;

/**
 * Takes note of what skills are denied, with the call in which they tried it. It is written down by a thread of its own: a
 * check may be made under any lock. When more is denied than can be written down, the rest is left out.
 */
final class Denials implements Fence.Watch, AutoCloseable {

    private static final int MOST_WAITING = 256;

    private final ThreadLocal<String> calls = new ThreadLocal<>();
    private final Function<String, StartedBundle> skills;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
                Thread thread = new Thread(task, "ctos-denials");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    /** @param skills the skill at a location, or null */
    Denials(Function<String, StartedBundle> skills) {
        this.skills = skills;
        // Not on the thread of whoever is denied first: a thread keeps the rights of the one that made it.
        writer.prestartAllCoreThreads();
    }

    /** Does {@code work} as a call of {@code tool}. */
    ToolResult during(String tool, Callable<ToolResult> work) throws Exception {
        calls.set(tool);
        try {
            return work.call();
        } finally {
            calls.remove();
        }
    }

    @Override
    public void denied(String location, String permission, String attempt) {
        StartedBundle skill = skills.apply(location);
        if (skill != null) {
            String call = calls.get();
            writer.execute(() -> skill.denied(
                    permission, (call == null ? "outside of a call: " : call + ": ") + PlainWords.shorten(attempt)));
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }
}
