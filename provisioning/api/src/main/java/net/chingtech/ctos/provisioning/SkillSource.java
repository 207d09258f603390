package net.chingtech.ctos.provisioning;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.format.mapping.SkillMap;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place where releases come from: SkillHub, ClawHub, a folder. A service. Every method may wait for the network, and
 * fails with a {@link ProvisioningException} such as {@code source_unreachable}, {@code skill_unknown} or
 * {@code version_unknown}.
 */
@ConsumerType
public interface SkillSource {

    /** How the ids of sources begin that have legacy skills, and nothing else; no other source's skill is taken for one. */
    String LEGACY_PREFIX = "clawhub:";

    /** Whether a source of this id is one of legacy skills. */
    static boolean isLegacy(String source) {
        return source.startsWith(LEGACY_PREFIX);
    }

    /** The source's lasting name, that installed skills remember, such as {@code skillhub:local}. */
    String id();

    SearchPage search(SkillQuery query) throws ProvisioningException;

    SkillDetails details(SkillId id) throws ProvisioningException;

    /**
     * The releases of a skill that a subscriber of {@code channel} is offered and that lie in {@code range}, newest
     * first, without yanked and revoked ones. An exact range sees pre-releases of any channel, and yanked and revoked
     * releases, whose {@link Release#listing()} says so. A source with signed metadata gives only what that lists.
     *
     * @throws ProvisioningException {@code skill_unknown} when the source does not have the skill at all; {@code
     *     hub_root_unknown}, {@code hub_root_changed}, {@code metadata_expired}, {@code clock_wrong}, {@code
     *     metadata_…} when its metadata cannot be believed
     */
    List<Release> releases(SkillId id, VersionRange range, Channel channel) throws ProvisioningException;

    /**
     * Brings a release's JAR into {@code target}, which does not exist yet; at most as many bytes as the release claims.
     * On failure nothing is left there. The digest is checked by the caller, too.
     *
     * @throws ProvisioningException {@code source_unreachable}, {@code download_cut_off}, {@code digest_mismatch},
     *     {@code disk_full}
     */
    void fetch(Release release, Path target, ProgressListener progress) throws ProvisioningException;

    /** What is newer here than what is installed, or known already: a hint, to be planned and verified. */
    List<UpdateLine> updates(List<? extends KnownVersion> installed, Channel channel) throws ProvisioningException;

    /**
     * How installed releases stand, by fresh signed metadata: asked every hour, so it costs little when nothing changed.
     *
     * @return empty for a source that signs no lists
     * @throws ProvisioningException as {@link #releases}
     */
    default Optional<Standing> standing(Collection<Standing.Ref> installed) throws ProvisioningException {
        return Optional.empty();
    }

    /**
     * What a source that signs no lists holds against installed releases now: asked with each check for updates.
     *
     * @return by release: empty when it holds nothing against it; one that it says nothing of now is missing
     * @throws ProvisioningException when it says nothing of any, such as {@code source_unreachable}
     */
    default Map<Standing.Ref, Optional<Objection>> objections(Collection<Standing.Ref> installed)
            throws ProvisioningException {
        return Map.of();
    }

    /**
     * Which legacy skills this source has successors of, by its fresh signed metadata.
     *
     * @return empty for a source that keeps no map
     * @throws ProvisioningException as {@link #releases}
     */
    default Optional<SkillMap> map() throws ProvisioningException {
        return Optional.empty();
    }

    /**
     * Rates a skill for this container, in the place of what it gave before. What comes of it are words of the source, which
     * prove nothing: nothing that decides reads them.
     *
     * @param stars 1 to 5; null takes the rating back
     * @return how everybody rates it now
     * @throws ProvisioningException {@code rating_not_supported}, {@code skill_unknown}, {@code skill_withdrawn}, {@code
     *     rating_limited}, {@code rater_secret_unusable}, {@code source_unreachable}
     */
    default SkillCard.Rating rate(SkillId id, Integer stars) throws ProvisioningException {
        throw new ProvisioningException(new Problem(
                409,
                "rating_not_supported",
                "Skills of " + id() + " cannot be rated from here.",
                "Only what comes from a SkillHub can be rated."));
    }

    /** Whether it is a place that somebody connected, and so is shown how it is; not what this container keeps itself. */
    default boolean isHub() {
        return true;
    }

    /** How the source is, from memory: nothing is asked. */
    SourceStatus status();

    /**
     * A picture of one release: its icon, banner or a screenshot, for showing in the catalogue before anything is
     * installed. Nothing here is proven; at most {@link ReleaseFile#LARGEST} bytes.
     *
     * @param path the path inside the release's JAR, as the manifest names it, such as {@code icon.svg}
     * @return empty when the release has no such picture, or the source shows none
     * @throws ProvisioningException {@code source_unreachable}, {@code file_too_large}
     */
    default Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        return Optional.empty();
    }

    /** Told how many bytes have come; may throw {@link ProvisioningException} ({@code cancelled}) to stop the transfer. */
    @FunctionalInterface
    interface ProgressListener {
        void transferred(long bytes, long of) throws ProvisioningException;
    }
}
