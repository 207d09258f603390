package net.chingtech.ctos.child;

import java.lang.System.Logger.Level;
import java.security.Permission;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import net.chingtech.ctos.guard.DenialListener;
import net.chingtech.ctos.skill.SkillContext;

/** Writes into the skill's log what it was denied. A denial happens in the middle of a check, so another thread writes. */
final class Denials implements DenialListener {

    /** A skill that tries without end is not worth more lines. */
    private static final int MOST_WAITING = 100;

    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final SkillContext log;

    Denials(SkillContext log) {
        this.log = log;
        Thread writer = new Thread(this::write, "ctos-child-denials");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void denied(String location, Permission permission) {
        waiting.offer("Denied: " + permission.getClass().getName() + " \"" + permission.getName() + "\" \""
                + permission.getActions() + "\"");
    }

    private void write() {
        try {
            while (true) {
                log.log(Level.WARNING, waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
