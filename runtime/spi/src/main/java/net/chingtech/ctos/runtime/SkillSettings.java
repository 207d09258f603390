package net.chingtech.ctos.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.settings.SettingsForm;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What administrators set for skills: for each release its own, under PIDs that no other skill sees. Values are JSON values:
 * text, {@code Long}, {@code Double}, {@code Boolean}, and lists of one of these. A release that runs is not told of a
 * change: it stops before, and starts after.
 */
@ProviderType
public interface SkillSettings {

    /**
     * What can be set for a release.
     *
     * @throws SettingsRefused {@code settings_unreadable} when its Metatype is not to be used
     * @throws IOException when its JAR cannot be read
     */
    SettingsForm form(StagedSkill skill) throws SettingsRefused, IOException;

    /**
     * What was set, by PID and name, for the release itself: secrets as they are. Never shown to anybody. Every host asks
     * this before it starts a release, also where the values reach the skill by another way: a release whose settings
     * cannot be read does not start with none.
     *
     * @throws SettingsRefused {@code settings_unreadable} when a file is damaged, or a secret does not open
     */
    Map<String, Map<String, Object>> values(SkillId skill, SkillVersion version) throws SettingsRefused, IOException;

    /**
     * The texts among the values of a release that are secrets: a host takes them out of whatever its code says.
     *
     * @throws SettingsRefused as {@link #values}
     */
    Set<String> secrets(SkillId skill, SkillVersion version) throws SettingsRefused, IOException;

    /**
     * Sets all values of a release; names that are left out have their default again, but a secret that is null stays
     * as it is.
     *
     * @throws SettingsRefused {@code settings_invalid}, naming every value that does not fit; nothing was changed
     */
    void set(StagedSkill skill, Map<String, Map<String, Object>> values) throws SettingsRefused, IOException;

    /**
     * Replaces the values of a release by what its migration made of them. Held to no form but for what is a secret: it is
     * the skill's own word.
     *
     * @throws SettingsRefused {@code settings_unreadable} when its Metatype is not to be used,
     *     {@code migrated_settings_invalid}, naming every value that cannot be kept, and every secret that is no text any
     *     more; nothing was changed
     */
    void replace(StagedSkill skill, Map<String, Map<String, Object>> values) throws SettingsRefused, IOException;

    /**
     * Gives a release what another one of the skill has, in place of anything that it had.
     *
     * @throws SettingsRefused {@code settings_unreadable} when what the other one has cannot be read
     */
    void copy(SkillVersion from, StagedSkill to) throws SettingsRefused, IOException;

    /** Removes what was set for all releases of a skill but these; nothing to do when nothing was. */
    void keepOnly(SkillId skill, Set<SkillVersion> versions) throws IOException;

    /** Removes what was set for every release of a skill. */
    void purge(SkillId skill) throws IOException;

    /** Writes what was set for a release into a file of its own, secrets encrypted; makes it last. */
    void backUp(SkillId skill, SkillVersion version, Path file) throws IOException;

    /** Makes it exactly what {@link #backUp} wrote. */
    void restore(SkillId skill, SkillVersion version, Path file) throws IOException;
}
