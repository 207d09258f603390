package net.chingtech.ctos.clawhub.folder;

import java.lang.management.ManagementFactory;

/** How much memory something takes from first to last; what it needs at once is less. The same on a busy machine. */
public final class Allocated {

    private Allocated() {}

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** In bytes, by this thread. */
    public static long by(Work work) throws Exception {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
