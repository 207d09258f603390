package net.chingtech.ctos.skill;

import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What a {@link SkillMigration} works on. */
@ProviderType
public interface MigrationContext {

    /** The version that wrote what is there, as SemVer. */
    String from();

    /** This version, as SemVer. */
    String to();

    /** The skill's data folder. */
    Path dataFolder();

    /** The settings under a PID, as an administrator set them for the older version; empty when nothing was set. */
    Map<String, Object> settings(String pid);

    /** Replaces the settings under a PID for this version; an empty map removes them. */
    void settings(String pid, Map<String, Object> values);
}
