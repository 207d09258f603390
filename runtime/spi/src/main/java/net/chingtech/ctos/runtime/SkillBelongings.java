package net.chingtech.ctos.runtime;

import java.io.IOException;
import net.chingtech.ctos.format.SkillId;
import org.osgi.annotation.versioning.ProviderType;

/** What a skill leaves in the container beside its folders: tables of its own, and values that were set for it. */
@ProviderType
public interface SkillBelongings {

    /**
     * Removes it all; nothing to do when there is none. The skill does not run.
     *
     * @throws IOException when something could not be removed; asking again goes on with the rest
     */
    void purge(SkillId skill) throws IOException;
}
