package net.chingtech.ctos.provisioning;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place where releases come from: SkillHub, ClawHub, a folder. A service. Every method may wait for the network, and
 * fails with a {@link ProvisioningException} such as {@code source_unreachable}, {@code skill_unknown} or
 * {@code version_unknown}.
 */
@ConsumerType
public interface SkillSource {

    /** The source's lasting name, that installed skills remember, such as {@code skillhub:local}. */
    String id();

    SearchPage search(SkillQuery query) throws ProvisioningException;

    SkillDetails details(SkillId id) throws ProvisioningException;

    /**
     * The releases of a skill that a subscriber of {@code channel} is offered and that lie in {@code range}, newest
     * first, without yanked and revoked ones. An exact range sees pre-releases of any channel.
     *
     * @throws ProvisioningException {@code skill_unknown} when the source does not have the skill at all
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

    /** What is newer here than what is installed: a hint, to be planned and verified. */
    List<UpdateLine> updates(List<InstalledSkill> installed, Channel channel) throws ProvisioningException;

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
