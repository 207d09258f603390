package net.chingtech.ctos.settings.internal;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.settings.Metatype;
import net.chingtech.ctos.runtime.SettingsRefused;
import net.chingtech.ctos.settings.internal.store.Unreadable;

/** Why settings are refused, in words. */
final class Refusals {

    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;

    private Refusals() {}

    static SettingsRefused invalid(List<Violation> violations) {
        return new SettingsRefused(
                new Problem(
                        UNPROCESSABLE,
                        "settings_invalid",
                        "Some of the settings do not fit; nothing was changed.",
                        "Correct what is listed and send all of them again",
                        violations.stream().map(Violation::toString).toList()),
                null);
    }

    static SettingsRefused migrated(Release release, List<Violation> violations) {
        return new SettingsRefused(
                new Problem(
                        CONFLICT,
                        "migrated_settings_invalid",
                        "What the migration made of the settings of " + release + " cannot be kept.",
                        "Tell its publisher",
                        violations.stream().map(Violation::toString).toList()),
                null);
    }

    static SettingsRefused unreadable(Release release, Unreadable why) {
        return new SettingsRefused(
                new Problem(
                        CONFLICT,
                        Metatype.UNREADABLE,
                        "The settings of " + release + " cannot be read: " + why.getMessage() + ".",
                        why.nextStep()),
                why);
    }

    static SettingsRefused damaged(Release release, List<Path> files) {
        return new SettingsRefused(
                new Problem(
                        CONFLICT,
                        Metatype.UNREADABLE,
                        "The settings of " + release + " cannot be read: their file is damaged.",
                        "Set them anew, or take the skill back to an earlier state; what is left of the file is kept",
                        files.stream().map(Path::toString).toList()),
                null);
    }
}
