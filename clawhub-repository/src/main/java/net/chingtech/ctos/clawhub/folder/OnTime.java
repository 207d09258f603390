package net.chingtech.ctos.clawhub.folder;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * Reads folders that others may write to, with an end. Where a file becomes a pipe in the moment before it is opened, opening
 * it waits for ever, and nothing wakes who does it; so it is another thread that waits, and few of them may.
 */
public final class OnTime {

    /** More readers than these are never left hanging. */
    static final int MOST_HANGING = 2;

    private static final AtomicInteger HANGING = new AtomicInteger();

    private OnTime() {}

    /**
     * @param shown what is read, for people
     * @param givenUp what frees the memory of a reader that hangs; it may still run
     * @throws ProvisioningException {@code folder_hangs}, {@code cancelled}, and what the reading throws
     */
    public static <T> T read(Duration patience, String shown, Callable<T> reading, Runnable givenUp)
            throws ProvisioningException, IOException {
        if (HANGING.get() >= MOST_HANGING) {
            throw hangs("Folders that were looked at before still hang, so no other is read.");
        }
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>(reading);
        Thread thread = new Thread(
                () -> {
                    task.run();
                    if (over.getAndSet(true)) {
                        HANGING.decrementAndGet();
                    }
                },
                "ctos-folder-reader");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            leave(thread, over, givenUp);
            throw hangs("The folder " + LegacyProblem.shown(shown) + " was not read within " + patience.toSeconds()
                    + " s: something in it keeps whoever opens it waiting.");
        } catch (InterruptedException e) {
            leave(thread, over, givenUp);
            Thread.currentThread().interrupt();
            throw LegacyProblem.cancelled();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private static void leave(Thread thread, AtomicBoolean over, Runnable givenUp) {
        HANGING.incrementAndGet();
        if (over.getAndSet(true)) {
            // It ended just now.
            HANGING.decrementAndGet();
        }
        thread.interrupt();
        givenUp.run();
    }

    private static IOException thrown(Throwable cause) throws ProvisioningException {
        if (cause instanceof ProvisioningException problem) {
            throw problem;
        }
        if (cause instanceof RuntimeException odd) {
            throw odd;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException failed ? failed : new IOException(cause);
    }

    private static ProvisioningException hangs(String detail) {
        return LegacyProblem.unfit(
                "folder_hangs",
                detail,
                "Look for a pipe in place of a file, or a disk that does not answer; copy what you want to a folder"
                        + " that nobody else writes to, and import that. Hanging readers end with the container.");
    }

    /** How many hang now. */
    static int hanging() {
        return HANGING.get();
    }
}
