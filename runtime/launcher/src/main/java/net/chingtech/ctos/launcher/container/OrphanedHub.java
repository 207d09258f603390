package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;

/**
 * The hub of a container that was killed a moment ago. It has noticed, and holds its port and its database until it has
 * ended; the lock of its folder is the last thing that it lets go of.
 */
public final class OrphanedHub {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path hub;
    private final Duration patience;
    private final Consumer<String> say;

    OrphanedHub(Home home, Duration patience, Consumer<String> say) {
        this.hub = home.hub();
        this.patience = patience;
        this.say = say;
    }

    /**
     * Waits until it has ended, if there is one, and says so.
     *
     * @throws CommandFailed {@code hub_in_use}
     */
    public static void await(Home home) throws CommandFailed {
        new OrphanedHub(home, PATIENCE, System.err::println).await();
    }

    void await() throws CommandFailed {
        Path lock = hub.resolve("run/lock");
        if (!Files.exists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (isFree(channel)) {
                return;
            }
            say.accept("waiting up to " + patience.toSeconds() + " s for the hub of the last start to end");
            long deadline = System.nanoTime() + patience.toNanos();
            do {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                if (isFree(channel)) {
                    return;
                }
            } while (System.nanoTime() - deadline < 0);
            throw inUse("another hub still uses " + hub + " after " + patience.toSeconds() + " s", null);
        } catch (IOException e) {
            throw new CommandFailed(
                    "home_not_writable", "the lock " + lock + " cannot be taken: " + e.getMessage(), "", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw inUse("the wait for the last hub on " + hub + " was interrupted", e);
        }
    }

    private static CommandFailed inUse(String detail, Throwable cause) {
        return new CommandFailed(
                "hub_in_use",
                detail,
                "It ends with whatever started it: end that, or the process that pgrep -f skillhub.server.Main shows,"
                        + " and start again",
                cause);
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try (FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
