package net.chingtech.ctos.skillhub.client.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillCardPage;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.Standing;
import net.chingtech.ctos.skillhub.client.internal.lists.SignedLists;
import net.chingtech.ctos.verify.hub.Freshness;

/** A SkillHub as a source of skills: its REST is for looking, its signed lists say what there is. */
public final class SkillHubSource implements SkillSource {

    /** A path as manifests may have it: no dots at the start of a part, nothing to escape. */
    private static final Pattern PICTURE =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final SkillHub hub;
    private final SignedLists lists;
    private final Tier maxTier;
    private final Clock clock;
    private final RaterSecret rater;
    private final Showing showing;
    private final Releases releases;
    private final Updates updates;

    /**
     * @param maxTier the best tier that the hub's skills are taken for
     * @param rater who rates at this hub
     */
    public SkillHubSource(SkillHub hub, SignedLists lists, Tier maxTier, Clock clock, RaterSecret rater) {
        this.hub = hub;
        this.lists = lists;
        this.maxTier = maxTier;
        this.clock = clock;
        this.rater = rater;
        this.showing = new Showing(hub.address(), maxTier);
        this.releases = new Releases(hub, lists);
        this.updates = new Updates(hub, lists);
    }

    @Override
    public String id() {
        return hub.sourceId();
    }

    /** Works for looking also while the lists are not believed; the page says so. */
    @Override
    public SearchPage search(SkillQuery query) throws ProvisioningException {
        SkillCardPage found = hub.search(query);
        List<SearchPage.Found> skills = found.skills().stream()
                .filter(Showing::canBeShown)
                .map(card -> new SearchPage.Found(showing.card(card), id(), null))
                .toList();
        List<SearchPage.SourceFailure> failed = Optional.ofNullable(
                        lists.known().problem())
                .map(problem -> List.of(new SearchPage.SourceFailure(id(), problem)))
                .orElse(List.of());
        long total = Math.max(found.total(), skills.size());
        return new SearchPage(
                skills,
                query.page(),
                query.perPage(),
                total,
                false,
                found.deepest() == null ? total : Math.max(0, Math.min(total, found.deepest())),
                Showing.categories(found.categories()),
                failed);
    }

    /** Works for looking also while the lists are not believed: then the hub alone says which versions there are. */
    @Override
    public SkillDetails details(SkillId id) throws ProvisioningException {
        SkillPage page = hub.page(id);
        return new SkillDetails(showing.page(page, listed(id)), id());
    }

    private ListedSkill listed(SkillId id) {
        try {
            return lists.skill(id).orElse(new ListedSkill(id, List.of()));
        } catch (ProvisioningException e) {
            return null;
        }
    }

    @Override
    public List<Release> releases(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        return releases.of(id, range, channel);
    }

    @Override
    public void fetch(Release release, Path target, ProgressListener progress) throws ProvisioningException {
        SkillId id = release.claim().id();
        SkillVersion version = release.claim().version();
        hub.download(
                id,
                version,
                hub.artifact(id, version, release.info().downloadUrl()),
                release.claim().artifact(),
                target,
                progress);
    }

    @Override
    public List<UpdateLine> updates(List<? extends KnownVersion> installed, Channel channel)
            throws ProvisioningException {
        return updates.of(
                installed.stream().filter(skill -> id().equals(skill.source())).toList(), channel);
    }

    @Override
    public Optional<Standing> standing(Collection<Standing.Ref> installed) throws ProvisioningException {
        Map<Standing.Ref, Listing> standing = new HashMap<>();
        for (Standing.Ref ref : installed) {
            lists.skill(ref.id())
                    .flatMap(skill -> listing(skill, ref))
                    .ifPresent(listing -> standing.put(ref, listing));
        }
        var notices = lists.notices();
        return Optional.of(new Standing(clock.instant(), standing, notices));
    }

    private static Optional<Listing> listing(ListedSkill skill, Standing.Ref ref) {
        return skill.releases().stream()
                .filter(release -> release.version().equals(ref.version()))
                .filter(release -> release.artifact().sha256().equals(ref.sha256()))
                .findFirst()
                .map(Showing::listing);
    }

    @Override
    public Optional<SkillMap> map() throws ProvisioningException {
        return lists.map();
    }

    @Override
    public SkillCard.Rating rate(SkillId id, Integer stars) throws ProvisioningException {
        return Showing.rating(hub.rate(id, stars, rater.value()).rating());
    }

    @Override
    public SourceStatus status() {
        Freshness known = lists.known();
        return new SourceStatus(
                id(),
                hub.address().toString(),
                maxTier,
                bare(known.rootFingerprint()),
                known.rootVersion(),
                known.asOf(),
                known.expiresAt(),
                known.problem());
    }

    private static String bare(String fingerprint) {
        return fingerprint == null ? null : fingerprint.substring(fingerprint.indexOf(':') + 1);
    }

    @Override
    public Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        return PICTURE.matcher(path).matches() ? hub.file(id, version, path) : Optional.empty();
    }
}
