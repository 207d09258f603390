package net.chingtech.ctos.provisioning.agent.transaction;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.journal.ItemKind;
import net.chingtech.ctos.provisioning.agent.plan.Part;
import net.chingtech.ctos.provisioning.agent.store.Backup;
import net.chingtech.ctos.runtime.Health;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.ToolRouter;

/** One skill's part of a transaction, and what its steps hand on to each other. */
final class Work {

    private final Part part;
    private final Set<SkillPermission> accepted;
    private final Map<String, Map<String, Object>> settings;
    private final boolean purge;
    /** The downloaded JAR, not yet believed. */
    private Path fetched;
    /** The proven release in its place. */
    private StagedSkill staged;
    /** The new version, started. */
    private RunningSkill next;

    private Health health;
    /** The old version, while it runs. */
    private RunningSkill old;
    /** While callers wait. */
    private ToolRouter.Hold hold;
    /** What the skill had, once it was copied. */
    private Backup backup;
    /** Whether the new version was called. */
    private boolean called;
    /** Whether data may have another shape than the old version knows. */
    private boolean reshaped;
    /** Why it must not run before the container's next start, or null. */
    private Problem unsafe;

    private Work(Part part, Set<SkillPermission> accepted, Map<String, Map<String, Object>> settings, boolean purge) {
        this.part = part;
        this.accepted = Set.copyOf(accepted);
        this.settings = settings;
        this.purge = purge;
    }

    /** @param purge whether the skill's data goes with it */
    static Work of(Part part, Set<SkillPermission> accepted, boolean purge) {
        return new Work(part, accepted, null, purge);
    }

    /** The installed release with other settings. */
    static Work configuring(Part part, Map<String, Map<String, Object>> settings) {
        return new Work(part, Set.copyOf(part.before().current().grants()), settings, false);
    }

    Part part() {
        return part;
    }

    Plan.Item item() {
        return part.item();
    }

    ItemKind kind() {
        return settings != null
                ? ItemKind.CONFIGURE
                : ItemKind.valueOf(item().kind().name());
    }

    SkillId id() {
        return part.item().id();
    }

    SkillVersion from() {
        return part.item().from();
    }

    SkillVersion to() {
        return part.item().to();
    }

    boolean purge() {
        return purge;
    }

    /** What is to be set; null when settings are not what it is about. */
    Map<String, Map<String, Object>> settings() {
        return settings;
    }

    /** Whether the old version stops before the new one starts, while callers wait. */
    boolean callersWait() {
        return item().callersWait() || part.restores() || part.leaves() != null;
    }

    /** Whether the release comes from a source. */
    boolean downloads() {
        return part.release() != null;
    }

    /** The skill and the new version, for people. */
    String words() {
        return item().name() + " " + (to() == null ? from() : to());
    }

    /** The skill and the version before, for people. */
    String oldWords() {
        return item().name() + " " + from();
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

    void hold(ToolRouter.Hold held) {
        hold = held;
    }

    boolean held() {
        return hold != null;
    }

    /** Lets callers go on, when they wait. */
    void letGo() {
        if (hold != null) {
            hold.close();
            hold = null;
        }
    }

    Backup backup() {
        return backup;
    }

    void backup(Backup whole) {
        backup = whole;
    }

    boolean called() {
        return called;
    }

    void wasCalled() {
        called = true;
    }

    boolean reshaped() {
        return reshaped;
    }

    void reshapes() {
        reshaped = true;
    }

    Problem unsafe() {
        return unsafe;
    }

    void unsafe(Problem why) {
        unsafe = why;
    }
}
