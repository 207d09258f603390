package net.chingtech.ctos.host.internal.process;

import java.lang.System.Logger.Level;
import java.util.Map;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.gateways.Admissions.Admission;
import net.chingtech.ctos.runtime.AuditLog;
import net.chingtech.ctos.runtime.StagedSkill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what becomes of a skill's processes: for the administrator, in the audit, and in the skill's own log. */
final class Chronicle {

    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);
    private static final String ACTOR = "container";

    private final StagedSkill skill;
    private final Admission admission;
    private final AuditLog audit;

    Chronicle(StagedSkill skill, Admission admission, AuditLog audit) {
        this.skill = skill;
        this.admission = admission;
        this.audit = audit;
    }

    void died(Problem why) {
        LOG.warn("{}", why.detail());
        admission.log(Level.ERROR, why.code() + ": " + why.detail());
        record("skill_process_died", Map.of("code", why.code(), "detail", why.detail()));
    }

    void restarted(int times) {
        LOG.info("Started the process of {} {} again ({})", skill.id(), skill.version(), times);
        admission.log(Level.INFO, "its process was started again");
        record("skill_process_restarted", Map.of("times", String.valueOf(times)));
    }

    void failed(Problem why) {
        LOG.error("{}", why.detail());
        admission.log(Level.ERROR, why.code() + ": " + why.detail());
        record("skill_process_failed", Map.of("code", why.code(), "detail", why.detail()));
    }

    private void record(String action, Map<String, String> details) {
        try {
            audit.record(ACTOR, action, skill.id() + "@" + skill.version(), details);
        } catch (RuntimeException e) {
            LOG.error("The audit did not take {} of {}", action, skill.id(), e);
        }
    }
}
