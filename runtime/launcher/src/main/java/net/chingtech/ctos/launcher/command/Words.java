package net.chingtech.ctos.launcher.command;

import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillPermission;

/** A permission as an administrator reads it. */
final class Words {

    private Words() {}

    /** Its plain words; the name itself when this version knows none. */
    static String of(String permission) {
        try {
            return SkillPermission.parse(permission).plainWords();
        } catch (FormatException e) {
            return permission;
        }
    }
}
