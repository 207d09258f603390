package net.chingtech.ctos.host.internal.skill;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import net.chingtech.ctos.engine.EngineFailed;
import net.chingtech.ctos.engine.OfferedTool;
import net.chingtech.ctos.engine.SkillBundle;
import net.chingtech.ctos.engine.SkillEngine;
import net.chingtech.ctos.engine.SkillOwner;
import net.chingtech.ctos.engine.StartedSkill;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.host.internal.start.ArtifactBytes;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.host.internal.start.ToolChecks;
import net.chingtech.ctos.permissions.Fence;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the container holds for one skill: its fence, its admission to the gateways, its bundle. Closed once, in reverse. */
final class StartedBundle implements SkillOwner, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartedBundle.class);

    private final StagedSkill skill;
    private final Fence fence;
    private final Runnable forget;
    private Admission admission;
    private StartedSkill running;
    private boolean closed;

    StartedBundle(StagedSkill skill, Fence fence, Runnable forget) {
        this.skill = skill;
        this.fence = fence;
        this.forget = forget;
    }

    /** Starts it; whoever does closes this when it fails. */
    StartedSkill start(SkillEngine engine, Admissions admissions, Grants grants) throws StartFailed {
        // 1. The bytes that were verified, read once: what is digested is what is installed.
        byte[] artifact = ArtifactBytes.read(skill);
        // 2. The fence and the gateways, before the framework sees anything of the skill.
        fence.raise(skill, grants);
        admission = admissions.admit(skill, grants);
        // 3. The bundle.
        SkillManifest manifest = skill.manifest();
        SkillBundle bundle = new SkillBundle(
                skill.id().value(),
                skill.location(),
                manifest.exports(),
                SkillHeaders.OFFERED_SERVICES,
                Duration.ofMillis(manifest.health().timeoutMs()));
        try {
            running = engine.start(bundle, artifact, this);
            return running;
        } catch (EngineFailed e) {
            throw Failures.of(skill, e);
        }
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
        LOG.warn("The tool {} of {} {} threw: {}", tool, skill.id(), skill.version(), causes);
        admission.log(Level.ERROR, tool + " threw " + String.join(", because of ", causes));
    }

    void regrant(Grants grants) throws StartFailed {
        // What the fence refuses must not get through a gateway, so the fence is asked first.
        fence.raise(skill, grants);
        admission.regrant(grants);
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
        end();
        fence.strip(skill.location());
        if (admission != null) {
            admission.close();
        }
        forget.run();
        LOG.info("Stopped {} {}", skill.id(), skill.version());
    }

    private void end() {
        if (running != null) {
            running.stop()
                    .ifPresent(what -> LOG.warn("{} {} did not stop cleanly: {}", skill.id(), skill.version(), what));
        }
    }
}
