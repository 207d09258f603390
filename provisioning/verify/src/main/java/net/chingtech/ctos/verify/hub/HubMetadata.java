package net.chingtech.ctos.verify.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.listing.Bucket;
import net.chingtech.ctos.format.listing.FileDigest;
import net.chingtech.ctos.format.listing.ListedRelease;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.mapping.SkillMapRules;
import net.chingtech.ctos.format.notice.NoticeList;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.internal.Refused;
import net.chingtech.ctos.verify.internal.hub.HubFolder;
import net.chingtech.ctos.verify.internal.hub.Known;
import net.chingtech.ctos.verify.internal.hub.Lists;
import net.chingtech.ctos.verify.internal.hub.Moments;
import net.chingtech.ctos.verify.internal.hub.Remote;
import net.chingtech.ctos.verify.internal.hub.TrustedRoot;

/**
 * What one hub lists, proven from its root of trust on. May be used by many threads.
 *
 * <p>Every refusal is a {@link VerificationFailed} with one of these codes: {@code hub_root_unknown}, {@code
 * hub_root_changed}, {@code root_expired}, {@code metadata_expired}, {@code clock_wrong}, {@code metadata_rolled_back},
 * {@code metadata_signature_wrong}, {@code metadata_threshold}, {@code metadata_mismatch} (length or digest), {@code
 * metadata_too_large}, {@code metadata_invalid}, {@code metadata_unreachable}, {@code metadata_unwritable}.
 */
public final class HubMetadata {

    private final Lists lists;

    private HubMetadata(Lists lists) {
        this.lists = lists;
    }

    /**
     * Opens what is kept of a hub; asks nothing yet.
     *
     * @param folder of this hub alone; made when it is not there. All but {@code trusted-root.json} may be lost
     * @param pin what to trust while nothing is kept; when something is, it must be the same
     */
    public static HubMetadata open(Path folder, RootPin pin, MetadataFetcher fetcher, Clock clock)
            throws VerificationFailed {
        try {
            HubFolder kept = new HubFolder(folder);
            Remote remote = new Remote((path, maxLength) -> fetch(fetcher, path, maxLength), fetcher::hubClock);
            return new HubMetadata(new Lists(kept, pin.pin(), remote, new Moments(kept, clock)));
        } catch (Refused e) {
            throw failed(e);
        }
    }

    /**
     * Brings what is known up to date: root chain, timestamp, snapshot, targets. When nothing changed this costs the
     * hub two small requests. After a failure the lists of before stay in force until they expire.
     */
    public void refresh() throws VerificationFailed {
        try {
            lists.refresh();
        } catch (Refused e) {
            throw failed(e);
        }
    }

    /**
     * All releases of a skill by lists that have not expired, or nothing when the hub does not list it. Asks the hub only
     * for a bucket that is not kept yet, and for everything when nothing was known at all.
     */
    public Optional<ListedSkill> skill(SkillId id) throws VerificationFailed {
        try {
            Optional<ListedSkill> skill = Bucket.read(lists.bucket(id)).find(id);
            if (skill.isPresent()) {
                mustBeWhole(skill.get());
            }
            return skill;
        } catch (Refused e) {
            throw failed(e);
        } catch (FormatException e) {
            throw invalid("The bucket of " + id.value(), e);
        }
    }

    /** What publishers and authorities signed about keys; each is still to be proven by its own signature. */
    public NoticeList notices() throws VerificationFailed {
        try {
            Optional<byte[]> notices = lists.other(Bucket.NOTICES);
            return notices.isEmpty() ? new NoticeList(null) : NoticeList.read(notices.get());
        } catch (Refused e) {
            throw failed(e);
        } catch (FormatException e) {
            throw invalid("The list of notices", e);
        }
    }

    /** Which skills follow which legacy skills; nothing when the hub has no map. */
    public Optional<SkillMap> map() throws VerificationFailed {
        try {
            Optional<byte[]> map = lists.other(SkillMap.NAME);
            return map.isEmpty() ? Optional.empty() : Optional.of(SkillMapRules.read(map.get()));
        } catch (Refused e) {
            throw failed(e);
        } catch (FormatException e) {
            throw invalid("The map " + SkillMap.NAME, e);
        }
    }

    /** How far the lists are believed now; asks nothing. */
    public Freshness freshness() {
        try {
            Optional<TrustedRoot> root = lists.root();
            Known known = lists.known();
            return new Freshness(
                    root.map(trusted -> "sha256:" + trusted.first()).orElse(null),
                    root.map(trusted -> (int) trusted.root().version()).orElse(null),
                    lists.lastRefresh().orElse(null),
                    known == null ? null : known.expires(),
                    lists.problem());
        } catch (Refused e) {
            return new Freshness(null, null, lists.lastRefresh().orElse(null), null, e.problem());
        }
    }

    private static Optional<byte[]> fetch(MetadataFetcher fetcher, String path, long maxLength)
            throws IOException, Remote.Longer {
        try {
            return Optional.of(fetcher.fetch(path, maxLength));
        } catch (MetadataFetcher.NotThere e) {
            return Optional.empty();
        } catch (MetadataFetcher.TooLarge e) {
            throw new Remote.Longer();
        }
    }

    private static void mustBeWhole(ListedSkill skill) throws FormatException {
        for (ListedRelease release : skill.releases()) {
            boolean whole = release.version() != null
                    && release.channel() != null
                    && release.listedAt() != null
                    && isWhole(release.statement())
                    && isWhole(release.artifact());
            if (!whole) {
                throw new FormatException(
                        "metadata_invalid", "$", "version, channel, listed_at and two digests", "something missing");
            }
        }
    }

    private static boolean isWhole(FileDigest file) {
        return file != null && Digests.isSha256Hex(file.sha256()) && file.size() >= 0;
    }

    private static VerificationFailed failed(Refused e) {
        return new VerificationFailed(e.problem(), e);
    }

    private static VerificationFailed invalid(String what, FormatException e) {
        return new VerificationFailed(
                new Problem(
                        422,
                        e.code().equals(Json.TOO_MANY_PARTS) ? "metadata_too_large" : "metadata_invalid",
                        what + " is not what it should be: "
                                + Refused.shown(e.violations().get(0).toString()) + ".",
                        "Tell the hub's operator; this version of the container may also be too old for it."),
                e);
    }
}
