package net.chingtech.ctos.host.internal.skill;

import java.io.ByteArrayInputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.engine.EngineFailed;
import net.chingtech.ctos.engine.MigrationTask;
import net.chingtech.ctos.engine.OfferedTool;
import net.chingtech.ctos.engine.SkillBundle;
import net.chingtech.ctos.engine.SkillEngine;
import net.chingtech.ctos.engine.SkillOwner;
import net.chingtech.ctos.engine.StartedSkill;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.gateways.Admissions.QuotaListener;
import net.chingtech.ctos.host.internal.start.ArtifactBytes;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.host.internal.start.Migrations;
import net.chingtech.ctos.host.internal.start.Secrets;
import net.chingtech.ctos.host.internal.start.ToolChecks;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the container holds for one skill: its fence, its admission to the gateways, its bundle. Closed once, in reverse. */
final class StartedBundle implements SkillOwner, QuotaListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartedBundle.class);

    private final StagedSkill skill;
    private volatile Secrets secrets;
    private final Fence fence;
    private final Leftovers leftovers;
    private final Runnable forget;
    private volatile Admission admission;
    private StartedSkill running;
    private Grants grants = Grants.NONE;
    /** Why it may not write, or null while it may. */
    private volatile Problem overQuota;

    private boolean closed;

    StartedBundle(StagedSkill skill, Secrets secrets, Fence fence, Leftovers leftovers, Runnable forget) {
        this.skill = skill;
        this.secrets = secrets;
        this.fence = fence;
        this.leftovers = leftovers;
        this.forget = forget;
    }

    /** Starts it; whoever does closes this when it fails. */
    StartedSkill start(SkillEngine engine, Admissions admissions, Grants given) throws StartFailed {
        byte[] artifact = enter(admissions, given);
        try {
            running = engine.start(bundle(), new ByteArrayInputStream(artifact), this);
            return running;
        } catch (EngineFailed e) {
            throw Failures.of(skill, e);
        }
    }

    /** Has it migrate; whoever does closes this in any case. */
    Map<String, Map<String, Object>> migrate(
            SkillEngine engine, Admissions admissions, Grants given, MigrationOrder order) throws StartFailed {
        byte[] artifact = enter(admissions, given);
        MigrationTask task = new MigrationTask(
                order.services(),
                order.from().toString(),
                skill.version().toString(),
                admission.dataFolder(),
                Migrations.settings(skill, order),
                order.longest());
        try {
            return engine.migrate(bundle(), new ByteArrayInputStream(artifact), task);
        } catch (EngineFailed e) {
            throw Migrations.of(skill, order, e);
        }
    }

    /** @return the bytes that were verified, read once: what is digested is what is installed */
    private byte[] enter(Admissions admissions, Grants given) throws StartFailed {
        byte[] artifact = ArtifactBytes.read(skill);
        // The fence and the gateways, before the framework sees anything of the skill.
        raise(given);
        admission = admissions.admit(skill, given);
        secrets = secrets.and(admission);
        DataLinks.refuse(skill, admission.dataFolder());
        admission.onQuota(this);
        return artifact;
    }

    private SkillBundle bundle() {
        SkillManifest manifest = skill.manifest();
        return new SkillBundle(
                skill.id().value(),
                skill.location(),
                manifest.exports(),
                SkillHeaders.OFFERED_SERVICES,
                Duration.ofMillis(manifest.health().timeoutMs()));
    }

    private synchronized void raise(Grants given) throws StartFailed {
        fence.raise(skill, given, overQuota == null);
        grants = given;
    }

    @Override
    public void check(OfferedTool tool) throws EngineFailed {
        try {
            ToolChecks.check(skill, tool.name(), tool.description(), tool.inputSchema());
        } catch (ToolChecks.Invalid e) {
            throw new EngineFailed("tools_invalid", e.getMessage() + ".", List.of(), e);
        }
    }

    @Override
    public void threw(String tool, List<String> causes) {
        List<String> shown = secrets.hide(causes);
        LOG.warn("The tool {} of {} {} threw: {}", tool, skill.id(), skill.version(), shown);
        admission.log(Level.ERROR, tool + " threw " + String.join(", because of ", shown));
    }

    synchronized void regrant(Grants next) throws StartFailed {
        if (closed) {
            throw Failures.failed(skill, "skill_stopping", "it is stopping.", List.of(), null);
        }
        // What the fence refuses must not get through a gateway, so the fence is asked first.
        Grants before = grants;
        raise(next);
        boolean good = false;
        try {
            admission.regrant(next);
            good = true;
        } finally {
            if (!good) {
                raise(before);
            }
        }
    }

    @Override
    public void over(Problem problem) {
        LOG.warn("{} {} may not write any more: {}", skill.id(), skill.version(), problem.detail());
        quota(problem);
    }

    @Override
    public void fits() {
        LOG.info("{} {} may write again", skill.id(), skill.version());
        quota(null);
    }

    private synchronized void quota(Problem problem) {
        if (closed) {
            return;
        }
        try {
            fence.raise(skill, grants, problem == null);
        } catch (StartFailed e) {
            throw new IllegalStateException("what was granted before can be granted", e);
        }
        overQuota = problem;
    }

    /** What an administrator should know of it while it runs, or null. */
    Problem problem() {
        return overQuota;
    }

    /** Writes down what it was denied, unless nobody keeps its log any more. */
    void denied(String permission, String call) {
        Admission current = admission;
        if (current != null) {
            current.denied(permission, call);
        }
    }

    /** What nothing that it says may hold. */
    Secrets secrets() {
        return secrets;
    }

    StagedSkill skill() {
        return skill;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        if (running != null) {
            running.stop()
                    .ifPresent(what -> LOG.warn("{} {} did not stop cleanly: {}", skill.id(), skill.version(), what));
        }
        fence.strip(skill.location());
        if (admission != null) {
            admission.close();
        }
        leftovers.end(skill);
        forget.run();
        LOG.info("Stopped {} {}", skill.id(), skill.version());
    }
}
