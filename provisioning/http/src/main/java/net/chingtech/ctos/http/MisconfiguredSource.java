package net.chingtech.ctos.http;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;

/**
 * Stands where a hub would be whose configuration is wrong, so that it is seen what is wrong. It has no skill, so it hides
 * those of no other source; whoever has installed some from it is told.
 */
public final class MisconfiguredSource implements SkillSource {

    private final String id;
    private final Problem problem;

    /**
     * @param kind what it would be, as in {@link HubAddress}
     * @param why what is wrong, without a full stop
     */
    public MisconfiguredSource(String id, String kind, String name, String why) {
        this.id = id;
        this.problem = new Problem(
                500,
                "hub_config_invalid",
                "The " + kind + " " + name + " is not configured properly: " + why + ".",
                "See ./ctos hub list; type ./ctos hub remove " + name
                        + ", then add it anew, and start the container again."
                        + " Other hubs work, and installed skills keep running.");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SearchPage search(SkillQuery query) throws ProvisioningException {
        throw new ProvisioningException(problem);
    }

    @Override
    public SkillDetails details(SkillId skill) throws ProvisioningException {
        throw unknown(skill);
    }

    @Override
    public List<Release> releases(SkillId skill, VersionRange range, Channel channel) throws ProvisioningException {
        throw unknown(skill);
    }

    private ProvisioningException unknown(SkillId skill) {
        return new ProvisioningException(new Problem(
                404, "skill_unknown", "Nothing is known of " + skill + ". " + problem.detail(), problem.nextStep()));
    }

    @Override
    public void fetch(Release release, Path target, ProgressListener progress) throws ProvisioningException {
        throw new ProvisioningException(problem);
    }

    @Override
    public List<UpdateLine> updates(List<? extends KnownVersion> installed, Channel channel)
            throws ProvisioningException {
        throw new ProvisioningException(problem);
    }

    @Override
    public SkillCard.Rating rate(SkillId skill, Integer stars) throws ProvisioningException {
        throw new ProvisioningException(problem);
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(id, null, null, null, null, null, null, problem);
    }
}
