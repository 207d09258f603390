package net.chingtech.ctos.skillhub.client.internal;

import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads single releases; one that is not what the hub's list says is left out, and does not hide the others. */
public final class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final Set<String> ONLY_THIS_ONE = Set.of("version_unknown", "source_answer_invalid");

    private final SkillHub hub;
    private final String source;

    public Releases(SkillHub hub, String source) {
        this.hub = hub;
        this.source = source;
    }

    public Optional<Release> read(SkillId id, SkillVersion version) throws ProvisioningException {
        try {
            ReleaseInfo info = hub.release(id, version);
            Envelope envelope = Envelope.read(info.statement().write());
            ReleaseStatement claim = ReleaseStatement.read(envelope.payload());
            if (claim.id().equals(id) && claim.version().equals(version)) {
                return Optional.of(new Release(source, envelope, claim, info));
            }
            return leaveOut(id, version, "its statement is about " + claim.id() + " " + claim.version());
        } catch (FormatException e) {
            return leaveOut(id, version, e.getMessage());
        } catch (ProvisioningException e) {
            if (ONLY_THIS_ONE.contains(e.problem().code())) {
                return leaveOut(id, version, e.getMessage());
            }
            throw e;
        }
    }

    private Optional<Release> leaveOut(SkillId id, SkillVersion version, String why) {
        LOG.warn("{} lists {} {}, which is left out: {}", source, id, version, why);
        return Optional.empty();
    }
}
