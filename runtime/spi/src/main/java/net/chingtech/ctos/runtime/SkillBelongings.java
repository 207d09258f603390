package net.chingtech.ctos.runtime;

import java.io.IOException;
import net.chingtech.ctos.format.SkillId;
import org.osgi.annotation.versioning.ProviderType;

/** What a skill leaves in the container beside its folders: tables of its own, and values that were set for it. */
@ProviderType
public interface SkillBelongings {

    /**
     * Whether it has tables of its own: data that is kept for a while when the skill is uninstalled.
     *
     * @throws IOException when nobody can say
     */
    boolean hasTables(SkillId skill) throws IOException;

    /**
     * Removes it all; nothing to do when there is none. The skill does not run.
     *
     * @throws IOException when something could not be removed; asking again goes on with the rest
     */
    void purge(SkillId skill) throws IOException;
}
