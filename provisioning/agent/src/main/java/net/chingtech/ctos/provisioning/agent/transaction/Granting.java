package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grants and takes back optional permissions of an installed skill, without starting it again where its host can. */
public final class Granting {

    private static final Logger LOG = LoggerFactory.getLogger(Granting.class);

    private final World world;
    private final Changes changes;
    private final AuditTrail audit;

    public Granting(World world, Changes changes, AuditTrail audit) {
        this.world = world;
        this.changes = changes;
        this.audit = audit;
    }

    /** As {@code SkillManager.grant}. */
    public void grant(SkillId id, Set<SkillPermission> granted, String actor) throws ProvisioningException {
        changes.alone("the grants of " + id, () -> {
            State state = world.store().state();
            Entry entry = state.find(id).orElseThrow(() -> Refusals.notInstalled(id));
            Deployed next = next(entry, granted);
            if (next.equals(entry.current())) {
                return;
            }
            Problem problem = null;
            try {
                change(state, entry, next);
            } catch (ProvisioningException e) {
                problem = e.problem();
                throw e;
            } finally {
                audit.grants(
                        entry.id() + "@" + next.version(), entry.current().grants(), next.grants(), actor, problem);
            }
        });
    }

    private Deployed next(Entry entry, Set<SkillPermission> granted) throws ProvisioningException {
        SkillManifest manifest = world.artifacts().manifest(entry.id(), entry.current());
        for (SkillPermission permission : granted) {
            if (manifest.permissions().contains(permission)) {
                throw Refusals.of(
                        409,
                        "permission_needed",
                        entry.current().name() + " needs " + permission.name() + " (" + permission.plainWords()
                                + "): it has that as long as it is installed.",
                        "Name optional permissions only. To take a needed one back, uninstall the skill.");
            }
            if (!manifest.optionalPermissions().contains(permission)) {
                throw Refusals.of(
                        409,
                        "permission_not_asked",
                        entry.current().name() + " does not ask for " + permission.name() + ".",
                        manifest.optionalPermissions().isEmpty()
                                ? "It asks for nothing optional."
                                : "Optional are: " + names(manifest.optionalPermissions()) + ".");
            }
        }
        Set<SkillPermission> all = new LinkedHashSet<>(entry.current().grants());
        manifest.optionalPermissions().forEach(all::remove);
        all.addAll(granted);
        List<SkillPermission> declined = new ArrayList<>(manifest.optionalPermissions());
        declined.removeAll(granted);
        return entry.current()
                .withGrants(
                        all.stream()
                                .sorted(Comparator.comparing(SkillPermission::name))
                                .toList(),
                        declined);
    }

    /** The skill first, then registry and lock file: what could not be written must not be held to. */
    private void change(State state, Entry entry, Deployed next) throws ProvisioningException {
        giveTables(entry, next);
        Optional<RunningSkill> running = world.router().running(entry.id());
        if (running.isPresent()) {
            try {
                running.get().regrant(new Grants(next.grants()));
            } catch (StartFailed e) {
                throw new ProvisioningException(e.problem(), e);
            }
        }
        try {
            world.store().commit(state.registry().with(entry.withCurrent(next)), state.pins());
        } catch (IOException e) {
            running.ifPresent(one -> takeBack(one, entry));
            throw new ProvisioningException(DiskFailures.of(e, "write registry and lock file"), e);
        }
    }

    /** Who is granted tables later gets them as an installation would have made them; scripts that ran are left out. */
    private void giveTables(Entry entry, Deployed next) throws ProvisioningException {
        SkillPermission own = new SkillPermission.DbOwn();
        if (entry.current().grants().contains(own) || !next.grants().contains(own)) {
            return;
        }
        StagedSkill staged = world.artifacts().staged(entry.id(), next);
        List<String> scripts = staged.manifest().migrationsFrom(null).stream()
                .map(SkillManifest.Migration::script)
                .toList();
        try {
            if (!scripts.isEmpty()) {
                world.belongings().migrate(staged, scripts);
            }
        } catch (StartFailed e) {
            throw new ProvisioningException(e.problem(), e);
        }
    }

    private void takeBack(RunningSkill running, Entry entry) {
        try {
            running.regrant(new Grants(entry.current().grants()));
        } catch (StartFailed e) {
            stop(entry, e.problem(), e);
        } catch (RuntimeException e) {
            stop(
                    entry,
                    new Problem(
                            500,
                            "internal_error",
                            entry.current().name() + " could not be taken back to what it was granted before.",
                            "See the container's log, then start it again: ./ctos restart " + entry.id()),
                    e);
        }
    }

    /** It has rights that nobody would find in the registry: better that it does not run. */
    private void stop(Entry entry, Problem problem, Exception why) {
        LOG.error("{} could not be taken back to its grants and is stopped", entry.id(), why);
        world.statuses().failed(entry.id(), problem);
        world.router().retireAndStop(entry.id(), Duration.ZERO);
    }

    private static String names(List<SkillPermission> permissions) {
        return String.join(
                ", ",
                new TreeSet<>(permissions.stream().map(SkillPermission::name).toList()));
    }
}
