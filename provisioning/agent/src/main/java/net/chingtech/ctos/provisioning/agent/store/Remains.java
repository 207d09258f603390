package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillSettings;

/** All that a skill leaves when its releases are gone: files, tables, values and settings. */
public record Remains(Folders folders, SkillBelongings tables, SkillSettings settings) {

    /** Removes it all; nothing to do when there is none. */
    public void purge(SkillId id) throws IOException {
        tables.purge(id);
        settings.purge(id);
        Folders.delete(folders.data(id));
    }
}
