package net.chingtech.ctos.provisioning.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.runtime.Vitals;

/** What is installed and how it is, as others see it. */
final class InstalledView {

    private static final Problem NOT_RUNNING = new Problem(
            503,
            "not_running",
            "It does not run at the moment.",
            "Start it again; the container's log says what happened.");

    private final Store store;
    private final Artifacts artifacts;
    private final ToolRouter router;
    private final Statuses statuses;

    /** What each artifact asks for, by its digest; a manifest never changes under one. */
    private final Map<String, SkillManifest> manifests = new ConcurrentHashMap<>();

    InstalledView(Store store, Artifacts artifacts, ToolRouter router, Statuses statuses) {
        this.store = store;
        this.artifacts = artifacts;
        this.router = router;
        this.statuses = statuses;
    }

    /** By id. */
    List<InstalledSkill> all() {
        Registry registry = store.state().registry();
        manifests
                .keySet()
                .retainAll(registry.skills().stream()
                        .map(entry -> entry.current().sha256())
                        .toList());
        return registry.skills().stream().map(entry -> view(registry, entry)).toList();
    }

    private InstalledSkill view(Registry registry, Entry entry) {
        Deployed current = entry.current();
        RunningSkill running = router.running(entry.id()).orElse(null);
        Vitals vitals = running == null ? null : running.vitals();
        Status status = status(entry, vitals);
        Optional<SkillManifest> manifest = manifest(entry, running);
        return new InstalledSkill(
                entry.id(),
                current.name(),
                current.summary(),
                current.version(),
                current.sha256(),
                status,
                problem(entry, status, vitals),
                running == null ? current.host() : Hosts.word(running.host()),
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
                false,
                manifest.map(SkillManifest::permissions).orElse(current.grants()),
                manifest.map(SkillManifest::optionalPermissions).orElse(current.declined()),
                entry.hostWish(),
                vitals == null ? null : shown(vitals));
    }

    /** Empty when the artifact is not what was installed; the skill does not run then, and its problem says so. */
    private Optional<SkillManifest> manifest(Entry entry, RunningSkill running) {
        if (running != null) {
            return Optional.of(running.skill().manifest());
        }
        SkillManifest known = manifests.get(entry.current().sha256());
        if (known == null) {
            try {
                known = artifacts.manifest(entry.id(), entry.current());
                manifests.put(entry.current().sha256(), known);
            } catch (ProvisioningException e) {
                return Optional.empty();
            }
        }
        return Optional.of(known);
    }

    private static InstalledSkill.Vitals shown(Vitals vitals) {
        return new InstalledSkill.Vitals(
                InstalledSkill.Vitals.State.valueOf(vitals.state().name()),
                vitals.sandbox(),
                vitals.memoryBytes(),
                vitals.restarts(),
                vitals.problem());
    }

    private Status status(Entry entry, Vitals vitals) {
        if (vitals == null || vitals.state() == Vitals.State.FAILED) {
            return Status.FAILED;
        }
        if (vitals.state() == Vitals.State.RESTARTING) {
            return Status.UNHEALTHY;
        }
        boolean good = statuses.health(entry.id()).map(Health::isGood).orElse(true);
        return good ? Status.ACTIVE : Status.UNHEALTHY;
    }

    private Problem problem(Entry entry, Status status, Vitals vitals) {
        if (vitals != null && vitals.state() == Vitals.State.FAILED) {
            return ended(entry, vitals);
        }
        if (vitals != null && vitals.state() == Vitals.State.RESTARTING) {
            return vitals.problem();
        }
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

    /** It ended by itself too often: what happened last, and how to start it again. */
    private static Problem ended(Entry entry, Vitals vitals) {
        Problem last = vitals.problem();
        if (last != null && last.code().equals("quota_exceeded")) {
            // To start it again does not help, and when its folders fit it starts by itself.
            return last;
        }
        return new Problem(
                503,
                last == null ? "skill_failed" : last.code(),
                last == null ? "It ended by itself, again and again." : last.detail(),
                "Start it again, here or with ./ctos restart " + entry.id()
                        + "; when that does not last, go back a version" + " or tell its publisher.",
                last == null ? List.of() : last.more());
    }
}
