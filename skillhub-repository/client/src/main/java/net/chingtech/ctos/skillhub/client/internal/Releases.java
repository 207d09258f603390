package net.chingtech.ctos.skillhub.client.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.listing.FileDigest;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases of a hub: those of its signed lists, each with the statement that its REST gives for it. A statement or an
 * artifact that is not the listed one is as good as none.
 */
public final class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);

    /** More releases of one skill than these, from the newest on, are not looked at. */
    private static final int MOST = 20;

    private static final String NOT_LISTED = "release_not_listed";

    /** What is wrong with one release only, and says nothing about the others. */
    private static final Set<String> ONLY_THIS_ONE =
            Set.of(NOT_LISTED, "skill_unknown", "version_unknown", "source_answer_invalid");

    private final SkillHub hub;
    private final SignedLists lists;

    public Releases(SkillHub hub, SignedLists lists) {
        this.hub = hub;
        this.lists = lists;
    }

    /** As {@link net.chingtech.ctos.provisioning.SkillSource#releases} promises. */
    List<Release> of(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        Optional<SkillVersion> exact = exactly(range);
        Optional<ListedSkill> listed = lists.skillNow(id);
        if (exact.isPresent()) {
            return List.of(exact(id, exact.get(), listed));
        }
        List<ListedRelease> candidates =
                listed.orElseThrow(() -> new ProvisioningException(hub.skillUnknown(id))).releases().stream()
                        .filter(Releases::isOffered)
                        .filter(release -> channel.sees(release.channel(), release.version()))
                        .filter(release -> includes(range, release.version()))
                        .sorted(Comparator.comparing(ListedRelease::version).reversed())
                        .limit(MOST)
                        .toList();
        return read(id, candidates);
    }

    /** One release that is offered to everybody; empty when it is not, or is not the listed one. */
    public Optional<Release> offered(SkillId id, SkillVersion version) throws ProvisioningException {
        Optional<ListedRelease> listed = find(lists.skill(id), version).filter(Releases::isOffered);
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(id, listed.get()));
        } catch (ProvisioningException e) {
            leaveOut(id, listed.get(), e);
            return Optional.empty();
        }
    }

    /** An npm range leaves pre-releases out; whoever wants any version of a channel that has them wants them too. */
    private static boolean includes(VersionRange range, SkillVersion version) {
        return range.equals(VersionRange.ANY) || range.includes(version);
    }

    private static Optional<SkillVersion> exactly(VersionRange range) {
        String text = range.toString();
        try {
            return Optional.of(
                    SkillVersion.parse(text.startsWith("=") ? text.substring(1).strip() : text));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    static boolean isOffered(ListedRelease release) {
        return !release.yanked() && release.revoked() == null;
    }

    private static Optional<ListedRelease> find(Optional<ListedSkill> skill, SkillVersion version) {
        return skill.stream()
                .flatMap(one -> one.releases().stream())
                .filter(release -> release.version().equals(version))
                .findFirst();
    }

    /** Whoever asks for one release is told why it cannot be had, and that the hub shows what it does not list. */
    private Release exact(SkillId id, SkillVersion version, Optional<ListedSkill> skill) throws ProvisioningException {
        Optional<ListedRelease> listed = find(skill, version);
        if (listed.isPresent()) {
            return read(id, listed.get());
        }
        hub.release(id, version);
        throw notListed(id, version, "the hub shows it, and its signed lists do not have it");
    }

    private List<Release> read(SkillId id, List<ListedRelease> candidates) throws ProvisioningException {
        List<Release> found = new ArrayList<>();
        ProvisioningException first = null;
        for (ListedRelease listed : candidates) {
            try {
                found.add(read(id, listed));
            } catch (ProvisioningException e) {
                leaveOut(id, listed, e);
                first = first == null ? e : first;
            }
        }
        if (found.isEmpty() && first != null) {
            throw first;
        }
        return found;
    }

    private void leaveOut(SkillId id, ListedRelease listed, ProvisioningException e) throws ProvisioningException {
        if (!ONLY_THIS_ONE.contains(e.problem().code())) {
            throw e;
        }
        LOG.warn("{} lists {} {}, which is left out: {}", hub.sourceId(), id, listed.version(), e.problem());
    }

    private Release read(SkillId id, ListedRelease listed) throws ProvisioningException {
        SkillVersion version = listed.version();
        try {
            ReleaseInfo info = hub.release(id, version);
            byte[] statement = info.statement().write();
            if (!new FileDigest(Digests.sha256Hex(statement), statement.length).equals(listed.statement())) {
                throw notListed(id, version, "its statement is another than the listed one");
            }
            Envelope envelope = Envelope.read(statement);
            ReleaseStatement claim = ReleaseStatement.read(envelope.payload());
            FileDigest artifact =
                    new FileDigest(claim.artifact().sha256(), claim.artifact().size());
            if (!artifact.equals(listed.artifact())) {
                throw notListed(id, version, "its artifact is another than the listed one");
            }
            if (!claim.id().equals(id) || !claim.version().equals(version)) {
                throw notListed(id, version, "its statement is about " + claim.id() + " " + claim.version());
            }
            return new Release(hub.sourceId(), envelope, claim, info, Showing.listing(listed));
        } catch (FormatException e) {
            throw notListed(id, version, "its statement cannot be read (" + e.getMessage() + ")");
        }
    }

    private ProvisioningException notListed(SkillId id, SkillVersion version, String why) {
        return new ProvisioningException(new Problem(
                409,
                NOT_LISTED,
                id + " " + version + " of SkillHub at " + hub.address() + " is not taken: " + why + ".",
                "Somebody may have changed what comes from this hub. Install nothing of it by other ways; tell who runs the"
                        + " hub and the skill's publisher."));
    }
}
