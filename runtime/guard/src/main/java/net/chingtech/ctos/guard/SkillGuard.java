package net.chingtech.ctos.guard;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/**
 * The SecurityManager of a container with skills. Two things the JDK's own leaves open:
 *
 * <ol>
 *   <li>Any code may find, stop and suspend each thread that is not in the root group. Here a skill's threads are in a group
 *       of its own, and it reaches no other.
 *   <li>The framework reads a bundle from any address, and stores it, before it asks whether the caller may install one.
 *       Here it may not, as soon as it begins to store.
 * </ol>
 *
 * It must be loaded outside of every bundle: what guards each check cannot be held to one. The framework makes it, by name.
 */
public final class SkillGuard extends SecurityManager implements SkillThreads {

    /** How the location of each skill's bundle begins. */
    static final String SKILL = "skill:";

    private static final String CACHE = "org.apache.felix.framework.cache.BundleCache";

    private final ThreadGroup container = Thread.currentThread().getThreadGroup();
    private final Map<String, ThreadGroup> groups = new ConcurrentHashMap<>();
    private final ClassValue<String> skills = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return locationOf(type);
        }
    };

    public SkillGuard() {
        // The JDK's clock for futures is one thread for all, in the group of whoever needs it first.
        new CompletableFuture<Void>().orTimeout(1, TimeUnit.NANOSECONDS);
    }

    private static String locationOf(Class<?> type) {
        return AccessController.doPrivileged((PrivilegedAction<String>) () -> {
            Bundle bundle = type.getClassLoader() instanceof BundleReference reference ? reference.getBundle() : null;
            String location = bundle == null ? "" : bundle.getLocation();
            return location.startsWith(SKILL) ? location : "";
        });
    }

    @Override
    public ThreadGroup getThreadGroup() {
        String skill = acting();
        if (skill != null) {
            return groups.computeIfAbsent(
                    skill,
                    name -> AccessController.doPrivileged(
                            (PrivilegedAction<ThreadGroup>) () -> new ThreadGroup(container, name)));
        }
        return isOnSkillsThread() ? container : super.getThreadGroup();
    }

    @Override
    public void checkAccess(Thread thread) {
        String skill = acting();
        ThreadGroup group = thread.getThreadGroup();
        if (skill == null) {
            super.checkAccess(thread);
            refuseOnSkillsThread("modifyThread");
        } else if (group != null && !owns(skill, group)) {
            throw new SecurityException("a skill may not touch the thread " + thread.getName());
        }
    }

    @Override
    public void checkAccess(ThreadGroup group) {
        String skill = acting();
        if (skill == null) {
            super.checkAccess(group);
            refuseOnSkillsThread("modifyThreadGroup");
        } else if (!owns(skill, group)) {
            throw new SecurityException("a skill may not touch the threads of " + group.getName());
        }
    }

    @Override
    public void checkWrite(String file) {
        Class<?>[] stack = getClassContext();
        if (isStoring(stack) && (isOnSkillsThread() || hasSkill(stack))) {
            throw new SecurityException("a skill may not install bundles");
        }
        super.checkWrite(file);
    }

    @Override
    public List<Thread> of(String location) {
        ThreadGroup group = groups.get(location);
        if (group == null) {
            return List.of();
        }
        // Some may come while they are counted: as long as the array is full there may be more.
        Thread[] found = new Thread[group.activeCount() + 8];
        int count = group.enumerate(found);
        while (count == found.length) {
            found = new Thread[found.length * 2];
            count = group.enumerate(found);
        }
        return List.copyOf(Arrays.asList(found).subList(0, count));
    }

    @Override
    @SuppressWarnings("removal")
    public void forget(String location) {
        ThreadGroup group = groups.get(location);
        if (group == null || !of(location).isEmpty()) {
            return;
        }
        groups.remove(location);
        try {
            group.destroy();
        } catch (IllegalThreadStateException e) {
            // A thread came after all; the group goes with the process.
        }
    }

    private boolean owns(String skill, ThreadGroup group) {
        ThreadGroup own = groups.get(skill);
        return own != null && own.parentOf(group);
    }

    /** No code of the skill need be on the stack of a thread that it made; what the thread inherits tells. */
    private void refuseOnSkillsThread(String permission) {
        if (isOnSkillsThread()) {
            checkPermission(new RuntimePermission(permission));
        }
    }

    private boolean isOnSkillsThread() {
        ThreadGroup current = Thread.currentThread().getThreadGroup();
        if (current == container || current == null) {
            return false;
        }
        // A skill may make groups within its own.
        for (ThreadGroup group : groups.values()) {
            if (group.parentOf(current)) {
                return true;
            }
        }
        return false;
    }

    /** The skill in whose name the code acts, or null: what a privileged action of the container does is the container's. */
    private String acting() {
        boolean privileged = false;
        for (Class<?> type : getClassContext()) {
            if (type == AccessController.class) {
                privileged = true;
                continue;
            }
            String skill = skills.get(type);
            if (!skill.isEmpty()) {
                return skill;
            }
            if (privileged) {
                return null;
            }
        }
        return null;
    }

    private static boolean isStoring(Class<?>[] stack) {
        for (Class<?> type : stack) {
            if (type.getName().equals(CACHE)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasSkill(Class<?>[] stack) {
        for (Class<?> type : stack) {
            if (!skills.get(type).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
