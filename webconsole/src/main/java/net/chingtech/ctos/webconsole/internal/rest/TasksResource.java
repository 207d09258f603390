package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.Consent;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Task;

/** Carries out a plan that somebody agreed to, and tells how it goes on. */
final class TasksResource {

    /** The yes to one exact plan. */
    record Yes(String planId, String digest, Map<String, Set<SkillPermission>> accept, Set<Plan.Flag> flags) {

        /** A list in JSON may hold null, which is no permission and no flag. */
        boolean isWhole() {
            return planId != null
                    && digest != null
                    && (flags == null || flags.stream().allMatch(Objects::nonNull))
                    && (accept == null
                            || accept.values().stream()
                                    .allMatch(permissions -> permissions != null
                                            && permissions.stream().allMatch(Objects::nonNull)));
        }
    }

    private final Doors doors;
    private final TaskStreams streams;

    TasksResource(Doors doors, TaskStreams streams) {
        this.doors = doors;
        this.streams = streams;
    }

    void addTo(Router router) {
        router.get(
                        "tasks",
                        exchange ->
                                exchange.answer(Map.of("tasks", doors.tasks().newest())))
                .post("tasks", this::carryOut)
                .get("tasks/{task}", exchange -> exchange.answer(task(exchange)))
                .get("tasks/{task}/events", this::events)
                .post("tasks/{task}/cancel", this::cancel);
    }

    private void carryOut(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        Yes yes = exchange.body(Yes.class);
        if (!yes.isWhole()) {
            throw new Refusal(
                    400,
                    "consent_invalid",
                    "The consent does not name its plan, or holds null.",
                    "Send {\"plan_id\", \"digest\", \"accept\", \"flags\"} as the plan showed them.");
        }
        Consent consent = new Consent(
                yes.planId(),
                yes.digest(),
                yes.accept(),
                yes.flags(),
                exchange.visitor().name());
        String taskId = doors.skills().carryOut(consent).taskId();
        exchange.response().setHeader("Location", RestServlet.ROOT + "/tasks/" + taskId);
        exchange.answer(202, Map.of("task_id", taskId));
    }

    private void events(Exchange exchange) throws Refusal, IOException {
        Task task = task(exchange);
        streams.open(exchange, doors.tasks(), task);
    }

    private void cancel(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        String taskId = exchange.part("task");
        doors.tasks().cancel(taskId);
        exchange.answer(202, Map.of("task_id", taskId));
    }

    private Task task(Exchange exchange) throws Refusal {
        return doors.tasks()
                .find(exchange.part("task"))
                .orElseThrow(() -> new Refusal(
                        404,
                        "task_unknown",
                        "There is no such task; the container remembers the last hundred.",
                        "See GET " + RestServlet.ROOT + "/tasks."));
    }
}
