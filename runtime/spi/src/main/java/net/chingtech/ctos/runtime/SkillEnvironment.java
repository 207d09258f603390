package net.chingtech.ctos.runtime;

import java.io.IOException;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The values that an administrator set for skills with {@code env:NAME}. They are secrets: kept in files that only the
 * container's user reads, and never shown again.
 */
@ProviderType
public interface SkillEnvironment {

    /** The names that have a value. */
    Set<String> names(SkillId skill);

    /**
     * Sets a value, at once for a skill that runs; null removes it.
     *
     * @throws IllegalArgumentException when the name is no environment name, or the value is longer than 16 KiB or holds
     *     a null character
     * @throws IOException when it cannot be written; the value before is kept
     */
    void set(SkillId skill, String name, String value) throws IOException;
}
