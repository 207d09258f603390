package net.chingtech.ctos.provisioning.agent.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.plan.Planned;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.runtime.ToolRouter;

/**
 * Tells administrators of updates that did not come, and what was done about it: those that should have come by themselves,
 * and those of all skills at once. Who asks for one update sees himself how it ends.
 */
public final class UpdateAlerts {

    private static final String CODE = "update_failed";

    /** Reasons of a plan that last until somebody does something, and that nobody would hear of otherwise. */
    private static final Set<String> LASTING = Set.of("backup_too_large", "backup_no_space");

    private final Store store;
    private final ToolRouter router;
    private final Alerts alerts;

    public UpdateAlerts(Store store, ToolRouter router, Alerts alerts) {
        this.store = store;
        this.router = router;
        this.alerts = alerts;
    }

    /** @param before what was installed before */
    void failed(Entry before, Planned planned, Task task) {
        SkillId id = before.id();
        Part part = planned.parts().stream()
                .filter(one -> one.item().id().equals(id))
                .findFirst()
                .orElseThrow();
        Problem why = task.problem();
        Entry now = store.state().find(id).orElse(before);
        boolean runs = router.running(id).isPresent();
        boolean notAgain = now.failed().stream()
                .anyMatch(one -> one.sha256().equals(part.item().sha256()));
        List<String> lines = new ArrayList<>(why.more());
        lines.add("task " + task.taskId());
        alerts.raiseAndRecord(
                runs ? Alert.Level.WARNING : Alert.Level.DANGER,
                id,
                id + "@" + part.item().to(),
                new Problem(
                        why.status(),
                        CODE,
                        before.current().name() + " should have been updated by itself from "
                                + before.current().version() + " to "
                                + part.item().to() + ", which failed: "
                                + why.detail() + " "
                                + (runs
                                        ? "It was undone: " + now.current().version() + " runs."
                                        : "It does not run now.")
                                + (notAgain ? " This release is not tried by itself again." : ""),
                        why.nextStep(),
                        lines));
    }

    /** As {@code Changes.Unattended}. */
    public void ofAllFailed(List<Plan.Item> items, String actor, String taskId, Problem why) {
        boolean allRun = true;
        List<String> lines = new ArrayList<>(why.more());
        for (Plan.Item item : items) {
            boolean runs = router.running(item.id()).isPresent();
            if (item.from() != null) {
                allRun &= runs;
                lines.add(item.name() + " " + item.from() + (runs ? " goes on." : " does not run now."));
            }
        }
        lines.add("task " + taskId);
        String names = items.stream().map(item -> item.name() + " " + item.to()).collect(Collectors.joining(", "));
        SkillId only = items.size() == 1 ? items.get(0).id() : null;
        alerts.raiseAndRecord(
                allRun ? Alert.Level.WARNING : Alert.Level.DANGER,
                only,
                only == null ? "container" : only + "@" + items.get(0).to(),
                new Problem(
                        why.status(),
                        CODE,
                        "The update of all skills that " + actor + " asked for did not bring " + names + ": "
                                + why.detail() + (allRun ? " What was there before goes on." : ""),
                        why.nextStep(),
                        lines));
    }

    /** That an update cannot even be begun; said only when somebody has to do something about it. */
    void notPlanned(Entry entry, Problem why) {
        if (LASTING.contains(why.code())) {
            alerts.raiseAndRecord(
                    Alert.Level.WARNING,
                    entry.id(),
                    entry.id().value(),
                    new Problem(
                            why.status(),
                            CODE,
                            entry.current().name()
                                    + " is not updated by itself, since its data cannot be copied before ("
                                    + why.code() + "). Nothing was touched: "
                                    + entry.current().version() + " stays.",
                            why.nextStep(),
                            List.of(why.detail())));
        }
    }
}
