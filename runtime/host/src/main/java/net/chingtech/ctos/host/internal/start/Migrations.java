package net.chingtech.ctos.host.internal.start;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.engine.EngineFailed;
import net.chingtech.ctos.engine.calls.PlainSettings;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/** A release's migration, as an administrator reads of it when it fails. */
public final class Migrations {

    private Migrations() {}

    /** The settings that it begins with, as a skill may have them. */
    public static Map<String, Map<String, Object>> settings(StagedSkill skill, MigrationOrder order)
            throws StartFailed {
        try {
            return PlainSettings.copy(order.settings());
        } catch (NotPlain e) {
            throw failed(
                    skill,
                    order,
                    "settings_unreadable",
                    "the settings that it has cannot be given to it: " + e.getMessage() + ".",
                    List.of(),
                    e);
        }
    }

    public static StartFailed failed(
            StagedSkill skill, MigrationOrder order, String code, String what, List<String> more, Throwable cause) {
        return new StartFailed(
                new Problem(
                        409,
                        code,
                        skill.id() + " " + skill.version() + " did not bring forward what " + order.from() + " left: "
                                + what,
                        Failures.NEXT_STEP,
                        more),
                cause);
    }

    /** What the engine says. */
    public static StartFailed of(StagedSkill skill, MigrationOrder order, EngineFailed e) {
        return failed(skill, order, e.code(), e.getMessage(), e.lines(), e);
    }
}
