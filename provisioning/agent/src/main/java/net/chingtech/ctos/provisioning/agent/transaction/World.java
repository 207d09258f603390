package net.chingtech.ctos.provisioning.agent.transaction;

import java.io.IOException;
import java.time.Clock;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.journal.Journals;
import net.chingtech.ctos.provisioning.agent.live.KeptOff;
import net.chingtech.ctos.provisioning.agent.live.Starter;
import net.chingtech.ctos.provisioning.agent.live.Statuses;
import net.chingtech.ctos.provisioning.agent.policy.Hosts;
import net.chingtech.ctos.provisioning.agent.store.Artifacts;
import net.chingtech.ctos.provisioning.agent.store.BackupSpace;
import net.chingtech.ctos.provisioning.agent.store.Backups;
import net.chingtech.ctos.provisioning.agent.store.Cache;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.PuttingBack;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.SkillSettings;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.verify.Verifier;

/** What steps work on. */
public record World(
        Store store,
        Folders folders,
        Artifacts artifacts,
        Cache cache,
        Journals journals,
        Backups backups,
        PuttingBack puttingBack,
        BackupSpace space,
        SkillBelongings belongings,
        SkillSettings settings,
        Sources sources,
        Verifier verifier,
        FirstSeen seen,
        Hosts hosts,
        ToolRouter router,
        Starter starter,
        Statuses statuses,
        KeptOff keptOff,
        Alerts alerts,
        Pace pace,
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
