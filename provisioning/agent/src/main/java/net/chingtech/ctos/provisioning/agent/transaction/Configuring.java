package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.settings.SettingsForm;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.format.settings.SettingsForm.Type;
import net.chingtech.ctos.format.settings.SettingsValues;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillSettingsView;
import net.chingtech.ctos.provisioning.Task;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.StagedSkill;

/** Shows and sets the settings of installed skills. Setting them is a change like others: undone when the skill is not well. */
public final class Configuring {

    private final World world;
    private final Changes changes;
    private final AuditTrail audit;

    public Configuring(World world, Changes changes, AuditTrail audit) {
        this.world = world;
        this.changes = changes;
        this.audit = audit;
    }

    /** As {@code SkillManager.settings}. */
    public SkillSettingsView settings(SkillId id) throws ProvisioningException {
        Entry entry = installed(id);
        SettingsForm form = form(entry);
        Map<String, Map<String, Object>> shown = new TreeMap<>();
        Map<String, List<String>> secretsSet = new TreeMap<>();
        Stored stored = stored(entry);
        if (stored.unreadable() != null) {
            // Without its form nobody could set them anew.
            return new SkillSettingsView(form, Map.of(), Map.of(), stored.unreadable());
        }
        stored.values().forEach((pid, values) -> {
            Map<String, Object> plain = new TreeMap<>();
            List<String> secrets = new ArrayList<>();
            values.forEach((name, value) -> {
                if (isShown(form, pid, name)) {
                    plain.put(name, value);
                } else {
                    secrets.add(name);
                }
            });
            shown.put(pid, plain);
            if (!secrets.isEmpty()) {
                secretsSet.put(pid, secrets);
            }
        });
        return new SkillSettingsView(form, shown, secretsSet);
    }

    /** As {@code SkillManager.configure}. */
    public Task configure(SkillId id, Map<String, Map<String, Object>> values, String actor)
            throws ProvisioningException {
        return changes.begin(() -> {
            Entry entry = installed(id);
            // They start it: who must stay off is not started by this way either.
            world.starter().mustBeAllowed(entry);
            Map<String, Map<String, Object>> checked = checked(form(entry), values);
            String names = changed(entry, checked);
            Work work = Work.configuring(part(entry), checked);
            return new Changes.LongWork(
                    "configure", id, "Set up " + entry.current().name(), actor, task -> {
                        Steps steps = Steps.of(new Group(List.of(work)), world);
                        Carrying carrying = new Carrying(world, task, null, actor, List.of(steps), false);
                        return carrying.problem(carrying.run((group, outcome) ->
                                audit.configured(entry, names, actor, task.now().taskId(), outcome.problem())));
                    });
        });
    }

    private Part part(Entry entry) {
        return new Part(SameRelease.item(entry), null, null, entry, entry.hostWish(), false, null, false);
    }

    private Entry installed(SkillId id) throws ProvisioningException {
        return world.store().state().find(id).orElseThrow(() -> Refusals.notInstalled(id));
    }

    private SettingsForm form(Entry entry) throws ProvisioningException {
        StagedSkill staged = world.artifacts().staged(entry.id(), entry.current());
        try {
            return world.settings().form(staged);
        } catch (SettingsRefused e) {
            throw new ProvisioningException(e.problem(), e);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read what can be set for " + entry.id()), e);
        }
    }

    /**
     * What is kept of a skill's settings.
     *
     * @param values by PID and name; none when nobody can read them
     * @param unreadable why nobody can, or null
     */
    private record Stored(Map<String, Map<String, Object>> values, Problem unreadable) {}

    private Stored stored(Entry entry) throws ProvisioningException {
        try {
            return new Stored(values(entry), null);
        } catch (ProvisioningException e) {
            if (!Refusals.is(e, "settings_unreadable")) {
                throw e;
            }
            return new Stored(Map.of(), e.problem());
        }
    }

    private Map<String, Map<String, Object>> values(Entry entry) throws ProvisioningException {
        try {
            return world.settings().values(entry.id(), entry.current().version());
        } catch (SettingsRefused e) {
            throw new ProvisioningException(e.problem(), e);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read the settings of " + entry.id()), e);
        }
    }

    /** What the form does not know may be a secret of an older version. */
    private static boolean isShown(SettingsForm form, String pid, String name) {
        return form.group(pid)
                .flatMap(group -> group.setting(name))
                .map(Setting::type)
                .filter(type -> type != Type.PASSWORD)
                .isPresent();
    }

    private static Map<String, Map<String, Object>> checked(SettingsForm form, Map<String, Map<String, Object>> values)
            throws ProvisioningException {
        SettingsValues.Checked checked = SettingsValues.check(form, values);
        if (!checked.violations().isEmpty()) {
            throw Refusals.of(
                    422,
                    "settings_invalid",
                    "Not all of these settings fit; nothing was changed.",
                    "Set right what is named.",
                    checked.violations().stream().map(Object::toString).toList());
        }
        return new LinkedHashMap<>(checked.values());
    }

    /** The names of what is about to change, for the audit log; never the values. A secret that is null stays as it is. */
    private String changed(Entry entry, Map<String, Map<String, Object>> next) throws ProvisioningException {
        // What nobody can read is set anew, all of it.
        Map<String, Map<String, Object>> before = stored(entry).values();
        SortedSet<String> names = new TreeSet<>();
        for (Map<String, Map<String, Object>> all : List.of(before, next)) {
            all.forEach((pid, values) -> values.keySet().forEach(name -> names.add(pid + "/" + name)));
        }
        names.removeAll(same(before, next));
        return String.join(" ", names);
    }

    private static Set<String> same(Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> next) {
        Set<String> names = new HashSet<>();
        next.forEach((pid, values) -> values.forEach((name, value) -> {
            Map<String, Object> old = before.getOrDefault(pid, Map.of());
            if (value == null || value.equals(old.get(name))) {
                names.add(pid + "/" + name);
            }
        }));
        return names;
    }
}
