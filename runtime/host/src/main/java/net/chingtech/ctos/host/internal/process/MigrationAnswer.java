package net.chingtech.ctos.host.internal.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.engine.calls.PlainSettings;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.host.internal.process.child.Ending;
import net.chingtech.ctos.host.internal.start.Migrations;
import net.chingtech.ctos.runtime.MigrationOrder;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import net.chingtech.ctos.wire.RpcError;

/** What a process says of its skill's migration, read as the words of a stranger. */
final class MigrationAnswer {

    private static final Set<String> CODES = Set.of("migration_failed", "migration_timeout", "migration_missing");

    private final StagedSkill skill;
    private final MigrationOrder order;

    MigrationAnswer(StagedSkill skill, MigrationOrder order) {
        this.skill = skill;
        this.order = order;
    }

    /** @return the settings for the new version, by PID */
    Map<String, Map<String, Object>> settings(Object answer) throws StartFailed {
        if (!(answer instanceof Map<?, ?> object) || !(object.get("settings") instanceof Map<?, ?> settings)) {
            throw failed("child_misbehaved", "its process did not say what the settings are now.", List.of(), null);
        }
        try {
            return PlainSettings.copy(settings);
        } catch (NotPlain e) {
            throw failed(
                    "child_misbehaved",
                    "its process said of the settings: " + PlainWords.shorten(e.getMessage()) + ".",
                    List.of(),
                    e);
        }
    }

    /** Why the migration inside failed, or did not begin. */
    StartFailed refused(RpcError error) {
        if (!CODES.contains(error.code())) {
            return new StartAnswer(skill).refused(error);
        }
        List<String> lines = error.lines().stream().map(PlainWords::shorten).toList();
        return failed(error.code(), PlainWords.shorten(error.getMessage()), lines, error);
    }

    StartFailed ended(Ending why) {
        return failed(why.code(), "its process ended: " + why.what(), why.more(), null);
    }

    StartFailed late(Throwable cause) {
        return failed(
                "migration_timeout",
                "it was not done when " + order.longest().toMillis() + " ms were over, and its process was ended.",
                List.of(),
                cause);
    }

    StartFailed cancelled(InterruptedException e) {
        return failed("start_cancelled", "it was cancelled.", List.of(), e);
    }

    private StartFailed failed(String code, String what, List<String> more, Throwable cause) {
        return Migrations.failed(skill, order, code, what, more, cause);
    }
}
