package net.chingtech.ctos.provisioning.agent;

import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;

/** What is installed and how it is, as others see it. */
final class InstalledView {

    private static final Problem NOT_RUNNING = new Problem(
            503, "not_running", "It does not run at the moment.", "Restart the container; its log says what happened.");

    private final Store store;
    private final ToolRouter router;
    private final Statuses statuses;

    InstalledView(Store store, ToolRouter router, Statuses statuses) {
        this.store = store;
        this.router = router;
        this.statuses = statuses;
    }

    /** By id. */
    List<InstalledSkill> all() {
        Registry registry = store.state().registry();
        return registry.skills().stream().map(entry -> view(registry, entry)).toList();
    }

    private InstalledSkill view(Registry registry, Entry entry) {
        Deployed current = entry.current();
        RunningSkill running = router.running(entry.id()).orElse(null);
        Status status = status(entry, running);
        return new InstalledSkill(
                entry.id(),
                current.name(),
                current.summary(),
                current.version(),
                current.sha256(),
                status,
                problem(entry, status),
                current.host(),
                current.tier(),
                current.publisher(),
                current.keyId(),
                entry.source(),
                entry.channel(),
                current.grants(),
                current.declined(),
                running == null
                        ? current.tools()
                        : running.tools().stream()
                                .map(ToolDescription::name)
                                .sorted()
                                .toList(),
                registry.neededBy(entry.id()),
                entry.installedAt(),
                entry.previous() == null ? null : entry.previous().version(),
                false);
    }

    private Status status(Entry entry, RunningSkill running) {
        if (running == null) {
            return Status.FAILED;
        }
        boolean good = statuses.health(entry.id()).map(Health::isGood).orElse(true);
        return good ? Status.ACTIVE : Status.UNHEALTHY;
    }

    private Problem problem(Entry entry, Status status) {
        return switch (status) {
            case ACTIVE -> null;
            case UNHEALTHY ->
                new Problem(
                        503,
                        "skill_unhealthy",
                        "Its health check is bad.",
                        "See what it says; when it began with an update, plan a rollback.",
                        statuses.health(entry.id()).map(Health::lines).orElse(List.of()));
            case FAILED -> statuses.failure(entry.id()).orElse(NOT_RUNNING);
        };
    }
}
