package net.chingtech.ctos.host.internal.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import net.chingtech.ctos.engine.calls.PlainValues;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.gateways.Admissions.QuotaListener;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.start.Migrations;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.wire.RpcError;

/** One migration in a process of its own, which is over when this is, whatever happened in it. */
final class ProcessMigration implements QuotaListener {

    /** What the process may need, beside the times that it has, to say that they are over. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final StagedSkill skill;
    private final MigrationOrder order;
    private final SkillProcess process;
    private volatile Problem overQuota;

    ProcessMigration(StagedSkill skill, MigrationOrder order, SkillProcess process) {
        this.skill = skill;
        this.order = order;
        this.process = process;
    }

    /** @return the settings for the new version, by PID */
    Map<String, Map<String, Object>> run() throws StartFailed {
        MigrationAnswer answer = new MigrationAnswer(skill, order);
        try {
            Map<String, Map<String, Object>> settings =
                    answer.settings(process.child().ask("migrate", parameters(), limit()));
            process.child().stop();
            return settings;
        } catch (RpcError e) {
            throw SkillProcess.isGone(e) ? gone(answer) : answer.refused(e);
        } catch (TimeoutException e) {
            throw answer.late(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw answer.cancelled(e);
        } finally {
            end();
        }
    }

    /** Also whoever was interrupted waits for the end: the data is somebody else's after it. */
    private void end() {
        boolean interrupted = Thread.interrupted();
        process.child().end(Ending.STOPPED);
        process.child().await();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration limit() {
        Duration start = Duration.ofMillis(skill.manifest().health().timeoutMs());
        return SkillProcess.JVM.plus(start).plus(order.longest()).plus(ANSWER);
    }

    private Map<String, Object> parameters() throws StartFailed {
        Map<String, Object> parameters = new LinkedHashMap<>(process.startParameters());
        parameters.put("services", order.services());
        parameters.put("from", order.from().toString());
        parameters.put("longest_ms", order.longest().toMillis());
        parameters.put("settings_before", plain(Migrations.settings(skill, order)));
        return parameters;
    }

    /** Settings as they are sent: with numbers as JSON has them. */
    static Map<String, Object> plain(Map<String, Map<String, Object>> settings) {
        try {
            return PlainValues.copy(settings);
        } catch (NotPlain e) {
            throw new IllegalArgumentException("settings were not checked", e);
        }
    }

    private StartFailed gone(MigrationAnswer answer) {
        Problem quota = overQuota;
        return quota == null ? answer.ended(process.child().await()) : new StartFailed(quota, null);
    }

    /** Its folders are too full: it writes no more. */
    @Override
    public void over(Problem why) {
        overQuota = why;
        process.child().end(Ending.STOPPED);
    }

    @Override
    public void fits() {
        // It is over.
    }

    /** The container stops. */
    void cancel() {
        process.child().end(Ending.STOPPED);
    }
}
