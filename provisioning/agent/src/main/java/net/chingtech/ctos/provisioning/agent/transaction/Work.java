package net.chingtech.ctos.provisioning.agent.transaction;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;

/** One skill's part of a transaction, and what its steps hand on to each other. */
final class Work {

    private final Part part;
    private final Set<SkillPermission> accepted;
    /** The downloaded JAR, not yet believed. */
    private Path fetched;
    /** The proven release in its place. */
    private StagedSkill staged;
    /** The new version, started. */
    private RunningSkill next;

    private Health health;
    /** The old version, while it runs. */
    private RunningSkill old;

    Work(Part part, Set<SkillPermission> accepted) {
        this.part = part;
        this.accepted = Set.copyOf(accepted);
    }

    Part part() {
        return part;
    }

    Plan.Item item() {
        return part.item();
    }

    SkillId id() {
        return part.item().id();
    }

    SkillVersion to() {
        return part.item().to();
    }

    /** The skill and the new version, for people. */
    String words() {
        return item().name() + " " + (to() == null ? item().from() : to());
    }

    List<SkillPermission> grants() {
        return accepted.stream()
                .sorted(Comparator.comparing(SkillPermission::name))
                .toList();
    }

    List<SkillPermission> declined() {
        return item().optionalPermissions().stream()
                .map(Plan.Asked::permission)
                .filter(permission -> !accepted.contains(permission))
                .toList();
    }

    Path fetched() {
        return fetched;
    }

    void fetched(Path jar) {
        fetched = jar;
    }

    StagedSkill staged() {
        return staged;
    }

    void staged(StagedSkill skill) {
        staged = skill;
    }

    RunningSkill next() {
        return next;
    }

    void next(RunningSkill running) {
        next = running;
    }

    Health health() {
        return health;
    }

    void health(Health found) {
        health = found;
    }

    RunningSkill old() {
        return old;
    }

    void old(RunningSkill running) {
        old = running;
    }
}
