package net.chingtech.ctos.provisioning.agent.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;

/** A source that offers what it is given, by id, and nothing else. */
record MemorySource(String id, Map<SkillId, List<Release>> offered) implements SkillSource {

    @Override
    public List<Release> releases(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        List<Release> mine = offered.get(id);
        if (mine == null) {
            throw new ProvisioningException(new Problem(404, "skill_unknown", "no " + id, ""));
        }
        return mine;
    }

    @Override
    public SearchPage search(SkillQuery query) {
        throw new UnsupportedOperationException("nobody searches here");
    }

    @Override
    public SkillDetails details(SkillId id) {
        throw new UnsupportedOperationException("nobody looks at skills here");
    }

    @Override
    public void fetch(Release release, Path target, ProgressListener progress) {
        throw new UnsupportedOperationException("nothing is downloaded here");
    }

    @Override
    public List<UpdateLine> updates(List<? extends KnownVersion> installed, Channel channel) {
        throw new UnsupportedOperationException("nothing is installed here");
    }

    @Override
    public SourceStatus status() {
        throw new UnsupportedOperationException("nobody asks how it is");
    }
}
