package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.SkillDoors;
import net.chingtech.ctos.gateways.internal.data.DataGrants;
import net.chingtech.ctos.gateways.internal.data.SkillDatabase;
import net.chingtech.ctos.gateways.internal.net.SkillNetwork;
import net.chingtech.ctos.gateways.internal.quota.Quota;
import net.chingtech.ctos.gateways.internal.relay.Relay;
import net.chingtech.ctos.gateways.internal.traffic.Denials;
import net.chingtech.ctos.gateways.internal.traffic.SkillTraffic;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.ToolException;

/** One admitted skill, as the gateways see it: what it was granted, and what is kept open for it. */
final class Admitted implements Admissions.Admission {

    private final AdmissionDesk desk;
    private final StagedSkill skill;
    private final Folders folders;
    private final SkillLog log;
    private final Denials denials;
    private final SkillTraffic traffic;
    private final SkillNetwork network;
    private final Quota quota;
    private final SkillDoors doors = Doors.of(this);
    private volatile Grants grants = Grants.NONE;
    private volatile SkillDatabase database;
    private volatile Relay relay;
    private volatile boolean closed;

    Admitted(AdmissionDesk desk, StagedSkill skill, Folders folders, SkillLog log) {
        this.desk = desk;
        this.skill = skill;
        this.folders = folders;
        this.log = log;
        denials = new Denials(skill.id() + "@" + skill.version(), this::log, desk.audit(), desk.clock());
        traffic = desk.traffic(skill.id());
        network = new SkillNetwork(desk.courier(), this::grants, denials::denied, traffic, desk.clock());
        quota = new Quota(skill.id().value(), folders.data(), folders.temp(), desk.quotas(), this::quotaNews);
    }

    StagedSkill skill() {
        return skill;
    }

    /** What is granted at this moment; nothing once it is closed. */
    Grants grants() {
        return closed ? Grants.NONE : grants;
    }

    boolean isClosed() {
        return closed;
    }

    boolean has(SkillPermission permission) {
        return grants().has(permission);
    }

    ToolRouter router() {
        return desk.router();
    }

    Optional<String> environment(String name) {
        return desk.environment().value(skill.id(), name);
    }

    SkillNetwork network() {
        return network;
    }

    @Override
    public SkillDoors doors() {
        return doors;
    }

    @Override
    public Path dataFolder() {
        return folders.data();
    }

    @Override
    public Optional<Path> tempFolder() {
        return has(new SkillPermission.FilesystemTemp()) ? Optional.of(folders.temp()) : Optional.empty();
    }

    @Override
    public Optional<Path> relay() {
        Relay open = relay;
        return open == null ? Optional.empty() : Optional.of(open.socket());
    }

    /** @throws ToolException {@code data_denied} when no data is granted at this moment */
    SkillDatabase database() throws ToolException {
        SkillDatabase current = database;
        if (closed || current == null || DataGrants.of(grants).isEmpty()) {
            throw new ToolException(
                    "data_denied", closed ? "This skill is stopped." : "This skill was not granted any data.");
        }
        return current;
    }

    @Override
    public void log(System.Logger.Level level, String message) {
        log.write(level, hide(message));
    }

    @Override
    public String hide(String text) {
        return Privileged.run(() -> desk.environment().hide(skill.id(), text));
    }

    @Override
    public void denied(String permission, String call) {
        Privileged.run(() -> {
            denials.denied(permission, call);
            return null;
        });
    }

    @Override
    public void onQuota(Admissions.QuotaListener listener) {
        quota.tell(listener);
    }

    @Override
    public synchronized void regrant(Grants next) throws StartFailed {
        if (closed) {
            throw new IllegalStateException(skill.location() + " is not admitted any more");
        }
        boolean temp = next.has(new SkillPermission.FilesystemTemp());
        // 1. What may fail. What it gives is not reachable before the grants are there.
        if (temp && tempFolder().isEmpty()) {
            folders.makeTemp();
        }
        boolean programs = runsPrograms(next);
        if (programs && relay == null) {
            openRelay();
        }
        DataGrants data = DataGrants.of(next);
        if (database != null) {
            database.regrant(data);
        } else if (!data.isEmpty()) {
            database = desk.database().open(skill, data);
        }
        // 2. What every call is held to.
        grants = next;
        // 3. What nobody reaches any more.
        network.regranted();
        if (!programs) {
            closeRelay();
        }
        if (!temp) {
            dropTemp();
        }
    }

    /** Programs that it may run, and a network that it may ask for, now or later. */
    private boolean runsPrograms(Grants granted) {
        return !granted.of(SkillPermission.ProcessExec.class).isEmpty()
                && Stream.concat(
                                skill.manifest().permissions().stream(),
                                skill.manifest().optionalPermissions().stream())
                        .anyMatch(SkillPermission.NetworkOutbound.class::isInstance);
    }

    private void openRelay() throws StartFailed {
        try {
            relay = desk.relays().open(skill.location(), network);
        } catch (IOException e) {
            throw folders.failed(e);
        }
    }

    private void closeRelay() {
        if (relay != null) {
            relay.close();
            relay = null;
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        desk.leave(this);
        closeRelay();
        network.regranted();
        sayWhatLeft();
        if (database != null) {
            database.close();
        }
        dropTemp();
    }

    /** Called each minute: what left, and what was denied, as lines of the skill's log. */
    void sayWhatLeft() {
        traffic.summary().forEach(line -> log.write(System.Logger.Level.INFO, line));
        denials.flush();
    }

    private void quotaNews(Problem problem) {
        if (problem == null) {
            log.write(System.Logger.Level.INFO, "its folders fit their quota again");
        } else {
            log.write(System.Logger.Level.WARNING, problem.detail());
            denials.record("quota_exceeded", problem.detail());
        }
    }

    /** Called every few seconds. */
    void lookAtQuota() {
        if (!closed) {
            quota.look();
        }
    }

    private void dropTemp() {
        try {
            folders.dropTemp();
        } catch (IOException e) {
            desk.notRemoved(folders.temp(), e);
        }
    }
}
