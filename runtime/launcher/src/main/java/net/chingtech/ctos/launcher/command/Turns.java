package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.TaskWatch;

/** Waits until the container has time: a command that does many things one after the other is not lost to another one. */
final class Turns {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int CHANGED_PLANS = 5;

    private final HomeCommand command;
    private final ContainerClient client;
    private boolean said;

    /** Asks the container for something that it may be too busy for. */
    interface Action<T> {
        T act() throws CommandFailed;
    }

    Turns(HomeCommand command, ContainerClient client) {
        this.command = command;
        this.client = client;
    }

    /**
     * Acts, and again whenever the container was busy or what was planned is no longer true.
     *
     * @param blocks which tasks stand in the way
     * @throws CommandFailed {@code busy} when it stays busy for ten minutes
     */
    <T> T take(Predicate<JsonNode> blocks, Action<T> action) throws CommandFailed {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int changed = 0; ; ) {
            try {
                return action.act();
            } catch (CommandFailed e) {
                String code = e.problem().code();
                boolean busy = code.equals("busy") && System.nanoTime() < end;
                if (!busy && !(code.equals("plan_changed") && changed++ < CHANGED_PLANS)) {
                    throw e;
                }
                if (busy) {
                    say(e.problem().detail());
                    await(blocks);
                }
            }
        }
    }

    private void say(String why) {
        if (!said && !command.json()) {
            command.say("  waits its turn: " + why);
            command.out().flush();
        }
        said = true;
    }

    private void await(Predicate<JsonNode> blocks) throws CommandFailed {
        for (JsonNode task : client.get("tasks").path("tasks")) {
            if (!TaskWatch.isFinal(task) && blocks.test(task)) {
                new TaskWatch(client, line -> {}).follow(HomeCommand.text(task, "task_id"));
                return;
            }
        }
        // What keeps it busy is no task, or has just ended.
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", "the wait for the container was ended", "Try again", e);
        }
    }
}
