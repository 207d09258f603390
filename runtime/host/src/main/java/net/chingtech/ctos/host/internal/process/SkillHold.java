package net.chingtech.ctos.host.internal.process;

import java.util.List;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.gateways.Admissions.QuotaListener;
import net.chingtech.ctos.host.internal.calls.Threads;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.sandbox.Sandbox;
import net.chingtech.ctos.host.internal.start.ArtifactBytes;
import net.chingtech.ctos.host.internal.start.Failures;
import net.chingtech.ctos.host.internal.start.ReleaseSettings;
import net.chingtech.ctos.host.internal.start.Secrets;
import net.chingtech.ctos.permissions.SkillRights;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.runtime.ToolDescription;

/** What stays of a running skill while its processes come and go: its admission, what it is granted, its tools. */
final class SkillHold implements Keeper.Births {

    private final StagedSkill skill;
    private final Admission admission;
    private final Sandbox sandbox;
    private final Settings settings;
    private final SkillSettings skillSettings;
    private final Secrets secrets;
    private final Archive archive;
    private final Threads threads;
    private final Runnable forget;
    private volatile Grants grants;
    private volatile List<ToolDescription> tools;

    SkillHold(
            StagedSkill skill,
            Grants grants,
            Admission admission,
            Sandbox sandbox,
            Settings settings,
            SkillSettings skillSettings,
            Archive archive,
            Threads threads,
            Runnable forget) {
        this.skill = skill;
        this.grants = grants;
        this.admission = admission;
        this.sandbox = sandbox;
        this.settings = settings;
        this.skillSettings = skillSettings;
        secrets = Secrets.of(skill, skillSettings).and(admission);
        this.archive = archive;
        this.threads = threads;
        this.forget = forget;
    }

    StagedSkill skill() {
        return skill;
    }

    /** What nothing that the skill says may hold. */
    Secrets secrets() {
        return secrets;
    }

    String sandbox() {
        return sandbox.name();
    }

    List<ToolDescription> tools() {
        return tools;
    }

    @Override
    public SkillProcess launch() throws StartFailed {
        // The file may have been changed since the last time, and is read by the process alone.
        ArtifactBytes.read(skill);
        String name = Birth.name(skill);
        Birth birth = new Birth(
                name,
                skill,
                grants,
                ReleaseSettings.of(skill, skillSettings),
                admission,
                sandbox,
                settings,
                archive.program());
        return SkillProcess.launch(name, skill, birth, admission, threads, settings.stop());
    }

    @Override
    public void begin(SkillProcess process) throws StartFailed {
        boolean good = false;
        try {
            List<ToolDescription> offered = process.begin();
            if (tools != null && !tools.equals(offered)) {
                throw Failures.failed(
                        skill,
                        "tools_changed",
                        "it offers other tools than when it was started first.",
                        List.of(),
                        null);
            }
            tools = offered;
            good = true;
        } finally {
            if (!good) {
                process.child().end(Ending.STOPPED);
                process.child().await();
            }
        }
    }

    /**
     * Changes what the gateways let through, and what the next process is started with.
     *
     * @return what was granted before
     */
    Grants regrant(Grants next) throws StartFailed {
        SkillRights.inProcess(skill, next, new SkillRights.Reach("/", null, List.of()));
        Grants before = grants;
        admission.regrant(next);
        grants = next;
        return before;
    }

    void watchQuota(QuotaListener listener) {
        admission.onQuota(listener);
    }

    void close() {
        admission.close();
        forget.run();
    }
}
