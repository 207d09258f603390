package net.chingtech.ctos.skill;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Where a skill lives: its folders and its log. */
@ProviderType
public interface SkillContext {

    /** The skill's own id. */
    String id();

    /** The running version. */
    String version();

    /** The skill's own data folder: exists, is its alone, outlives updates. */
    Path dataFolder();

    /** The skill's own temporary folder, emptied at every start; present with {@code filesystem:temp}. */
    Optional<Path> tempFolder();

    /**
     * A value that the administrator set for this skill, with {@code env:NAME} granted; empty when it is not granted or
     * not set. Never the environment of the container.
     */
    Optional<String> env(String name);

    /** Whether a permission is granted at this moment: an optional one may be declined, granted and taken back. */
    boolean granted(String permission);

    /** Writes a line into the skill's log, that the administrator reads with {@code ./ctos logs}. */
    void log(System.Logger.Level level, String message);
}
