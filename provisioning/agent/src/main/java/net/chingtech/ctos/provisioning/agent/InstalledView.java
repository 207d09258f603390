package net.chingtech.ctos.provisioning.agent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.InstalledSkill.Status;
import net.chingtech.ctos.provisioning.PastState;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.quarantine.QuarantineWords;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Past;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.runtime.CallTally;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.runtime.Vitals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is installed and how it is, as others see it. */
final class InstalledView {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledView.class);

    private static final Problem NOT_RUNNING = new Problem(
            503,
            "not_running",
            "It does not run at the moment.",
            "Start it again; the container's log says what happened.");

    private final Store store;
    private final Artifacts artifacts;
    private final SkillSettings settings;
    private final ToolRouter router;
    private final Statuses statuses;

    /** What each artifact asks for, by its digest; a manifest never changes under one. */
    private final Map<String, SkillManifest> manifests = new ConcurrentHashMap<>();

    /** Whether anything can be set for an artifact, by its digest. */
    private final Map<String, Boolean> configurable = new ConcurrentHashMap<>();

    InstalledView(Store store, Artifacts artifacts, SkillSettings settings, ToolRouter router, Statuses statuses) {
        this.store = store;
        this.artifacts = artifacts;
        this.settings = settings;
        this.router = router;
        this.statuses = statuses;
    }

    /** By id. */
    List<InstalledSkill> all() {
        Registry registry = store.state().registry();
        Set<String> installed = registry.skills().stream()
                .map(entry -> entry.current().sha256())
                .collect(Collectors.toSet());
        manifests.keySet().retainAll(installed);
        configurable.keySet().retainAll(installed);
        return registry.skills().stream().map(entry -> view(registry, entry)).toList();
    }

    /** Newest first. */
    List<PastState> history(SkillId id) throws ProvisioningException {
        Entry entry = store.state().find(id).orElseThrow(() -> Refusals.notInstalled(id));
        return entry.history().stream().map(Past::shown).toList();
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
                entry.held(),
                manifest.map(SkillManifest::permissions).orElse(current.grants()),
                manifest.map(SkillManifest::optionalPermissions).orElse(current.declined()),
                entry.hostWish(),
                vitals == null ? null : shown(vitals),
                entry.probation() == null ? null : entry.probation().until(),
                entry.failed(),
                entry.policy(),
                hasSettings(entry, running),
                entry.updatedAt(),
                shown(router.calls(entry.id())));
    }

    private static InstalledSkill.Calls shown(CallTally tally) {
        CallTally.LastError last = tally.lastError();
        return new InstalledSkill.Calls(
                tally.calls(),
                tally.errors(),
                tally.running(),
                last == null ? null : last.code(),
                last == null ? null : last.at());
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

    private boolean hasSettings(Entry entry, RunningSkill running) {
        return Boolean.TRUE.equals(configurable.computeIfAbsent(entry.current().sha256(), sha256 -> {
            try {
                StagedSkill skill = running == null ? artifacts.staged(entry.id(), entry.current()) : running.skill();
                return !settings.form(skill).groups().isEmpty();
            } catch (ProvisioningException | SettingsRefused | IOException e) {
                LOG.info("what can be set for {} is not known: {}", entry.id(), e.getMessage());
                return null;
            }
        }));
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
        if (entry.quarantined() != null) {
            return Status.QUARANTINED;
        }
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
            case QUARANTINED -> QuarantineWords.of(entry);
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
