package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.live.Starter;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.Cache;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.Verifier;

/**
 * What steps work on.
 *
 * @param patience how long a version that stops may finish its calls
 */
public record World(
        Store store,
        Folders folders,
        Artifacts artifacts,
        Cache cache,
        SkillBelongings belongings,
        Sources sources,
        Verifier verifier,
        Hosts hosts,
        ToolRouter router,
        Starter starter,
        Statuses statuses,
        ExecutorService executor,
        Duration patience,
        Clock clock) {

    /** Whether a skill has data that outlives it for a while: files, or tables of its own. */
    boolean keepsData(SkillId skill) {
        try {
            return folders.hasData(skill) || belongings.hasTables(skill);
        } catch (IOException e) {
            // What nobody can look into is not thrown away.
            return true;
        }
    }
}
