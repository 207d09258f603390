package net.chingtech.ctos.child;

import java.io.FilePermission;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Permission;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.chingtech.ctos.guard.DenialListener;
import net.chingtech.ctos.skill.SkillContext;

/** Writes into the skill's log what it was denied. A denial happens in the middle of a check, so another thread writes. */
final class Denials implements DenialListener {

    private static final String EXECUTE = "execute";

    /** A skill that tries without end is not worth more lines. */
    private static final int MOST_WAITING = 100;

    private final BlockingQueue<Permission> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final SkillContext log;

    Denials(SkillContext log) {
        this.log = log;
        Thread writer = new Thread(this::write, "ctos-child-denials");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void denied(String location, Permission permission) {
        waiting.offer(permission);
    }

    /** Whoever looks for a program in one folder after the other asks for files that are not there, and is denied nothing. */
    private static boolean isOnlyLookedFor(Permission permission) {
        return permission instanceof FilePermission
                && permission.getActions().equals(EXECUTE)
                && !permission.getName().startsWith("<<")
                && Files.notExists(Path.of(permission.getName()));
    }

    private void write() {
        try {
            while (true) {
                Permission denied = waiting.take();
                if (!isOnlyLookedFor(denied)) {
                    log.log(
                            Level.WARNING,
                            "Denied: " + denied.getClass().getName() + " \"" + denied.getName() + "\" \""
                                    + denied.getActions() + "\"");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
