package net.chingtech.ctos.launcher.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/** One process for each home: the lock falls with the process, however that ends. */
public final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws CommandFailed {@code home_in_use} */
    public static HomeLock take(Home home) throws CommandFailed {
        try {
            FileChannel channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                throw new CommandFailed(
                        "home_in_use",
                        "another container or hub runs on " + home,
                        "Stop it with ./ctos stop --home " + home
                                + " (a ./ctos hub: with Ctrl-C where it runs), or choose another with --home DIR");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new CommandFailed(
                    "home_not_writable", "the lock " + home.lock() + " cannot be taken: " + e.getMessage(), "", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
