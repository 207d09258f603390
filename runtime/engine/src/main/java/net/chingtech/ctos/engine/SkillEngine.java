package net.chingtech.ctos.engine;

import java.io.InputStream;
import java.util.Map;
import net.chingtech.ctos.engine.calls.CallRunner;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Starts skills' bundles in a framework that is there. What they may do there is not its business. */
public final class SkillEngine {

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final CallRunner runner;

    /**
     * @param context of a bundle that sees the services of skills, or of the framework
     * @param runner the threads that all code of skills runs on
     */
    public SkillEngine(BundleContext context, ServiceComponentRuntime components, CallRunner runner) {
        this.context = context;
        this.components = components;
        this.runner = runner;
    }

    /**
     * Installs a skill's bundle, starts it, and waits until its components are satisfied, its tools are active and its
     * health is good. When this fails, nothing of it is left.
     *
     * @param artifact the JAR, read to its end before anything of it runs
     * @throws EngineFailed {@code still_stopping}, {@code install_failed}, {@code artifact_not_this_skill},
     *     {@code skill_unresolved}, {@code skill_threw}, {@code start_timeout}, {@code component_unsatisfied},
     *     {@code tools_missing}, {@code tools_invalid}, {@code service_not_allowed}, {@code health_failed},
     *     {@code container_busy}, {@code start_cancelled}, or what {@code owner} said of a tool
     */
    public StartedSkill start(SkillBundle skill, InputStream artifact, SkillOwner owner) throws EngineFailed {
        return new SkillStart(context, components, runner, skill, owner).run(artifact);
    }

    /**
     * Installs a skill's bundle, starts it, has its migration services do what they are for, and removes it again. Nothing
     * of it is left in any case.
     *
     * @param artifact as for {@link #start}
     * @return the settings for the new version, by PID
     * @throws EngineFailed {@code migration_failed}, {@code migration_timeout}, {@code migration_missing}, or as
     *     {@link #start} when it does not get so far
     */
    public Map<String, Map<String, Object>> migrate(SkillBundle skill, InputStream artifact, MigrationTask task)
            throws EngineFailed {
        return new SkillMigrations(context, components, runner, skill, task).run(artifact);
    }
}
