package net.chingtech.ctos.host.internal.sandbox;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Threads of ours: whoever's call makes one begin, it has the container's rights and not that caller's. */
final class OwnThread {

    private OwnThread() {}

    /** One that does not keep the JVM alive. */
    @SuppressWarnings("removal")
    static Thread of(Runnable task, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
