package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import net.chingtech.ctos.launcher.rest.TaskWatch;

/** A long action of the container that a command starts and follows to its end. */
final class Followed {

    /** Starts the action. */
    interface Start {
        /** The answer that names the task. */
        JsonNode start() throws CommandFailed;
    }

    private Followed() {}

    /**
     * Says each step once; Ctrl-C cancels the task.
     *
     * @return the task in its final state
     */
    static JsonNode toItsEnd(HomeCommand command, ContainerClient client, Start start) throws CommandFailed {
        TaskWatch watch = new TaskWatch(client, line -> {
            if (!command.json()) {
                command.say(line);
                command.out().flush();
            }
        });
        try (CancelOnInterrupt cancel = new CancelOnInterrupt(watch)) {
            String taskId = HomeCommand.text(start.start(), "task_id");
            cancel.started(taskId);
            JsonNode task = watch.follow(taskId);
            cancel.ended(HomeCommand.text(task, "title") + ": " + HomeCommand.text(task, "state"));
            return task;
        }
    }
}
