package net.chingtech.ctos.verify.internal.jar;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.settings.Metatype;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.zip.ZipRecord;

/** What can be set for a skill must be readable, or nobody could configure it once it is installed. */
final class SettingsCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        Map<String, byte[]> files = new HashMap<>();
        long total = 0;
        for (ZipRecord entry : skill.zip().entries()) {
            if (Metatype.isPart(entry.name())) {
                if (entry.size() > Metatype.LARGEST_FILE) {
                    throw Refused.because(
                            Metatype.UNREADABLE,
                            "The file of settings " + Refused.shown(entry.name()) + " is larger than "
                                    + Metatype.LARGEST_FILE + " bytes.");
                }
                total += entry.size();
                if (files.size() == Metatype.MOST_FILES || total > Metatype.LARGEST_TOTAL) {
                    throw Refused.because(
                            Metatype.UNREADABLE,
                            "The skill has more than " + Metatype.MOST_FILES + " files of settings, or more than "
                                    + Metatype.LARGEST_TOTAL + " bytes of them.");
                }
                files.put(entry.name(), skill.zip().content(entry.name()));
            }
        }
        try {
            Metatype.read(skill.manifest().id(), files);
        } catch (FormatException e) {
            throw Refused.malformed(Metatype.UNREADABLE, "What can be set for the skill cannot be read", e);
        }
    }
}
