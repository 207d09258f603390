package net.chingtech.ctos.clawhub.source;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.Objection;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.Standing;

/** A ClawHub as a source of skills: all of them legacy, none of them signed. */
public final class ClawHubAdapter implements SkillSource {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final String id;
    private final ClawHub hub;
    private final Names names;
    private final Browsing browsing;
    private final Pages pages;
    private final Offers offers;
    private final Updates updates;
    private final Objecting objecting;
    private final Brought brought;
    private volatile Problem trouble;

    /**
     * @param id such as {@code clawhub:public}
     * @param folder where what was brought is kept for a while
     * @param asking threads for small questions
     * @param bringing threads for downloads
     */
    ClawHubAdapter(
            String id,
            ClawHub hub,
            Path folder,
            Clock clock,
            ExecutorService asking,
            ExecutorService bringing,
            Offers.Wraps wraps) {
        Details details = new Details(hub, clock);
        this.id = id;
        this.hub = hub;
        this.names = new Names(hub);
        this.brought = new Brought(folder, bringing, PATIENCE);
        this.browsing = new Browsing(id, hub, names, details, asking, clock);
        this.pages = new Pages(hub, names, details);
        this.offers = new Offers(id, hub, names, details, brought, wraps);
        this.updates = new Updates(names, details, new Held(hub.address()));
        this.objecting = new Objecting(hub, names, offers);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SearchPage search(SkillQuery query) throws ProvisioningException {
        return watched(() -> browsing.search(query));
    }

    @Override
    public SkillDetails details(SkillId skill) throws ProvisioningException {
        requireLegacy(skill);
        return new SkillDetails(watched(() -> pages.of(skill)), id);
    }

    @Override
    public List<Release> releases(SkillId skill, VersionRange range, Channel channel) throws ProvisioningException {
        requireLegacy(skill);
        return watched(() -> offers.of(skill, range, channel));
    }

    /** What was planned is still here, or it is brought again and must be the same. */
    @Override
    public void fetch(Release release, Path target, ProgressListener progress) throws ProvisioningException {
        var claim = release.claim();
        Optional<Path> jar = brought.jar(claim.artifact().sha256());
        if (jar.isEmpty()) {
            watched(() -> offers.of(claim.id(), VersionRange.exactly(claim.version()), Channel.NIGHTLY));
            jar = brought.jar(claim.artifact().sha256());
        }
        Path found = jar.orElseThrow(() -> new ProvisioningException(new Problem(
                409,
                "digest_mismatch",
                claim.id() + " " + claim.version() + " is not what it was when it was planned.",
                "Nothing was installed. Plan anew, and look at what has changed.")));
        progress.transferred(0, claim.artifact().size());
        Scratch.copy(found, target);
        progress.transferred(claim.artifact().size(), claim.artifact().size());
    }

    @Override
    public List<UpdateLine> updates(List<? extends KnownVersion> installed, Channel channel)
            throws ProvisioningException {
        List<? extends KnownVersion> mine =
                installed.stream().filter(skill -> id.equals(skill.source())).toList();
        return watched(() -> updates.of(mine, channel));
    }

    @Override
    public Map<Standing.Ref, Optional<Objection>> objections(Collection<Standing.Ref> installed)
            throws ProvisioningException {
        return watched(() -> objecting.of(installed));
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(id, hub.address().url(), Tier.LEGACY, null, null, null, null, trouble);
    }

    /** Where it is, as it was configured. */
    public String url() {
        return hub.address().url();
    }

    /** The version of a skill whose files have this fingerprint; empty when this hub knows none. */
    public Optional<String> resolve(String owner, String slug, String fingerprint) throws ProvisioningException {
        return watched(() -> hub.resolve(new Ref(owner, slug), fingerprint));
    }

    /**
     * Asks whether a version can be had now, and what is held against it.
     *
     * @param owner null when nobody knows
     * @throws ProvisioningException {@code skill_malware}, {@code skill_ambiguous}, why nothing of it is known, or that the
     *     hub does not answer
     */
    public Stance stance(String owner, String slug, String version) throws ProvisioningException {
        return watched(() -> offers.stance(new Ref(owner, slug), version));
    }

    /**
     * Whose the skill of this name is; empty when the hub does not say it.
     *
     * @throws ProvisioningException {@code skill_ambiguous} when it is several people's, {@code skill_unknown}
     */
    public Optional<String> ownerOf(String slug) throws ProvisioningException {
        return watched(() -> Optional.ofNullable(hub.detail(new Ref(null, slug)).handle()));
    }

    private void requireLegacy(SkillId skill) throws ProvisioningException {
        if (!skill.isLegacy()) {
            throw new ProvisioningException(hub.skillUnknown(skill));
        }
    }

    /** A question to the hub. */
    private interface Asking<T> {
        T ask() throws ProvisioningException;
    }

    /** Remembers how the hub is, so that its status can be said without asking. */
    private <T> T watched(Asking<T> asking) throws ProvisioningException {
        try {
            T answer = asking.ask();
            trouble = null;
            return answer;
        } catch (ProvisioningException e) {
            boolean hubs = e.problem().code().startsWith("source_");
            trouble = hubs ? e.problem() : null;
            throw e;
        }
    }
}
