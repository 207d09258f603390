package net.chingtech.escape;

import java.lang.ref.Cleaner;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Work handed to other threads, in the hope that they may more; and others' threads. */
final class ThreadWays {

    private ThreadWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("threads.new", "read a secret in a new thread", w -> {
                    FutureTask<String> task = new FutureTask<>(w::loot);
                    new Thread(task).start();
                    return World.get(task);
                }),
                new Attempt("threads.root_group", "read a secret in a thread of the root group", w -> {
                    FutureTask<String> task = new FutureTask<>(w::loot);
                    new Thread(root(), task, "escape").start();
                    return World.get(task);
                }),
                new Attempt("threads.executor", "read a secret in a pool", w -> {
                    ExecutorService pool = Executors.newSingleThreadExecutor();
                    try {
                        return World.get(pool.submit((Callable<String>) w::loot));
                    } finally {
                        pool.shutdown();
                    }
                }),
                new Attempt(
                        "threads.common_pool",
                        "read a secret in the common pool",
                        w -> World.get(ForkJoinPool.commonPool().submit((Callable<String>) w::loot))),
                new Attempt(
                        "threads.future",
                        "read a secret in a CompletableFuture",
                        w -> World.get(CompletableFuture.supplyAsync(() -> unchecked(w)))),
                new Attempt(
                        "threads.delayed",
                        "read a secret after a delay",
                        w -> World.get(CompletableFuture.supplyAsync(
                                () -> unchecked(w), CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)))),
                new Attempt("threads.parallel", "read a secret in a parallel stream", w -> IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(i -> unchecked(w))
                        .toList()),
                new Attempt("threads.timer", "read a secret by a timer", w -> {
                    FutureTask<String> task = new FutureTask<>(w::loot);
                    Timer timer = new Timer();
                    try {
                        timer.schedule(
                                new TimerTask() {
                                    @Override
                                    public void run() {
                                        task.run();
                                    }
                                },
                                0);
                        return World.get(task);
                    } finally {
                        timer.cancel();
                    }
                }),
                new Attempt("threads.virtual", "read a secret in a virtual thread", w -> {
                    FutureTask<String> task = new FutureTask<>(w::loot);
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
                    return World.get(task);
                }),
                new Attempt("threads.cleaner", "read a secret when an object is cleared away", w -> {
                    FutureTask<String> task = new FutureTask<>(w::loot);
                    Cleaner.create().register(new Object(), task);
                    return collected(task);
                }),
                new Attempt("threads.finalizer", "read a secret in finalize()", w -> {
                    FutureTask<String> task = new FutureTask<>(w::loot);
                    new Dying(task);
                    return collected(task);
                }),
                new Attempt("threads.handler", "read a secret when a thread dies", w -> {
                    FutureTask<String> task = new FutureTask<>(w::loot);
                    Thread dies = new Thread(() -> {
                        throw new IllegalStateException("on purpose");
                    });
                    dies.setUncaughtExceptionHandler((thread, failure) -> task.run());
                    dies.start();
                    return World.get(task);
                }),
                new Attempt("threads.privileged", "read a secret in a privileged action", ThreadWays::privileged),
                new Attempt(
                        "threads.list",
                        "list all threads of the JVM",
                        w -> w.reached(Thread.getAllStackTraces().keySet())),
                new Attempt("threads.interrupt_all", "interrupt the container's threads", w -> {
                    Thread[] found = new Thread[500];
                    int count = root().enumerate(found, true);
                    Arrays.stream(found, 0, count)
                            .filter(thread -> thread != Thread.currentThread())
                            .forEach(Thread::interrupt);
                    return w.reached("interrupted " + count);
                }),
                new Attempt("threads.group", "change the root group", w -> {
                    root().setMaxPriority(Thread.MIN_PRIORITY);
                    return w.reached("changed");
                }),
                new Attempt("threads.loader_of_others", "change other threads' class loader", w -> {
                    Thread[] found = new Thread[500];
                    int count = root().enumerate(found, true);
                    for (Thread thread : Arrays.copyOf(found, count)) {
                        if (thread != Thread.currentThread()) {
                            thread.setContextClassLoader(World.class.getClassLoader());
                        }
                    }
                    return w.reached("changed " + count);
                }),
                new Attempt("threads.death", "throw ThreadDeath at the caller", w -> {
                    throw new Passing(new ThreadDeath());
                }),
                new Attempt("threads.error", "throw an Error at the caller", w -> {
                    throw new Passing(new StackOverflowError("on purpose"));
                }),
                new Attempt("threads.circular_cause", "throw an exception whose causes form a circle", w -> {
                    Exception one = new IllegalStateException("one");
                    Exception two = new IllegalStateException("two", one);
                    one.initCause(two);
                    throw new Passing(two);
                }),
                new Attempt("threads.evil_message", "throw an exception whose message reads a secret", w -> {
                    throw new Passing(new EvilMessage(w));
                }));
    }

    /** Reads when it is asked what is wrong. */
    private static final class EvilMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient World world;

        EvilMessage(World world) {
            this.world = world;
        }

        @Override
        public String getMessage() {
            return unchecked(world);
        }

        @Override
        public String toString() {
            return unchecked(world);
        }
    }

    /** Runs its task once nobody needs it. */
    private static final class Dying {
        private final Runnable last;

        Dying(Runnable last) {
            this.last = last;
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"}) // Tried as long as there is one.
        protected void finalize() {
            last.run();
        }
    }

    private static Object collected(FutureTask<String> task) throws Throwable {
        for (int i = 0; i < 100 && !task.isDone(); i++) {
            System.gc();
            try {
                return task.get(100, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                // Not collected yet.
            } catch (java.util.concurrent.ExecutionException e) {
                throw e.getCause();
            }
        }
        throw new NoSuchElementException("it was never collected");
    }

    @SuppressWarnings("removal") // Tried as long as there is one.
    private static Object privileged(World world) {
        return AccessController.doPrivileged((PrivilegedAction<String>) () -> unchecked(world));
    }

    static String unchecked(World world) {
        try {
            return world.loot();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
