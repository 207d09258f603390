package net.chingtech.ctos.provisioning.agent.plan;

import java.util.SortedMap;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Past;

/**
 * One release that could be part of the answer.
 *
 * @param offer what a source offers, or null
 * @param onDisk what lies in this container already, or null
 * @param past the earlier state that this would be, or null
 */
public record Candidate(
        SkillId id,
        SkillVersion version,
        String source,
        SortedMap<SkillId, VersionRange> dependencies,
        Release offer,
        Deployed onDisk,
        Past past) {

    static Candidate offered(Release release) {
        ReleaseStatement claim = release.claim();
        return new Candidate(claim.id(), claim.version(), release.source(), claim.dependencies(), release, null, null);
    }

    static Candidate onDisk(Entry entry, Deployed deployed) {
        return onDisk(entry, deployed, null);
    }

    static Candidate past(Entry entry, Past past) {
        return onDisk(entry, past.release(), past);
    }

    private static Candidate onDisk(Entry entry, Deployed deployed, Past past) {
        return new Candidate(
                entry.id(), deployed.version(), entry.source(), deployed.dependencies(), null, deployed, past);
    }

    @Override
    public String toString() {
        return id + " " + version;
    }
}
