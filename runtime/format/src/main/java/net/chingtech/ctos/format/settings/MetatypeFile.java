package net.chingtech.ctos.format.settings;

import java.util.List;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;

/** What one Metatype file says, before its parts are brought together. */
record MetatypeFile(List<ObjectClass> classes, List<Designate> designates) {

    /** An {@code OCD}. */
    record ObjectClass(String place, String id, String name, String description, List<Setting> settings) {}

    /** A {@code Designate} and the {@code OCD} that its object refers to; what is missing is null. */
    record Designate(String place, String pid, String factoryPid, String ocd) {}
}
