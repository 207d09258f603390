package net.chingtech.ctos.host.internal.start;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.engine.calls.PlainSettings;
import net.chingtech.ctos.engine.calls.PlainValues.NotPlain;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;

/** What was set for a release, asked before it starts: one whose settings cannot be read does not start with none. */
public final class ReleaseSettings {

    private static final String UNREADABLE = "settings_unreadable";

    private ReleaseSettings() {}

    /** By PID, as a skill may have them. */
    public static Map<String, Map<String, Object>> of(StagedSkill skill, SkillSettings settings) throws StartFailed {
        try {
            return PlainSettings.copy(settings.values(skill.id(), skill.version()));
        } catch (SettingsRefused e) {
            throw new StartFailed(e.problem(), e);
        } catch (IOException e) {
            throw Failures.failed(
                    skill, UNREADABLE, "its settings cannot be read: " + e.getMessage() + ".", List.of(), e);
        } catch (NotPlain e) {
            throw Failures.failed(
                    skill, UNREADABLE, "its settings cannot be given to it: " + e.getMessage() + ".", List.of(), e);
        }
    }
}
