package net.chingtech.ctos.clawhub.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Which versions of a skill will do, best first. */
final class Choice {

    private static final int PER_PAGE = 50;
    /** More pages of versions than these are not read. */
    private static final int MOST_PAGES = 6;

    private final ClawHub hub;

    Choice(ClawHub hub) {
        this.hub = hub;
    }

    /** What a range says when it means just one version. */
    static Optional<SkillVersion> exactly(VersionRange range) {
        String text = range.toString();
        try {
            return Optional.of(
                    SkillVersion.parse(text.startsWith("=") ? text.substring(1).strip() : text));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    /** The version that its author offers to all comes first, which need not be the highest: one can be called back. */
    List<SkillVersion> of(Ref ref, Said.Detail detail, VersionRange range, Channel channel)
            throws ProvisioningException {
        Optional<SkillVersion> exact = exactly(range);
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        Optional<SkillVersion> latest = latest(detail);
        if (channel == Channel.STABLE && range.equals(VersionRange.ANY) && latest.isPresent()) {
            return latest.filter(version -> channel.sees(Channel.STABLE, version))
                            .isPresent()
                    ? List.of(latest.get())
                    : fitting(ref, range, channel);
        }
        List<SkillVersion> fitting = fitting(ref, range, channel);
        if (latest.isEmpty() || channel != Channel.STABLE) {
            return fitting;
        }
        // Nothing that is higher than what is offered: it was called back, or is not offered yet.
        return fitting.stream()
                .filter(version -> version.compareTo(latest.get()) <= 0)
                .toList();
    }

    static Optional<SkillVersion> latest(Said.Detail detail) {
        return offered(detail).map(Said.Latest::version).flatMap(Cards::version);
    }

    /** The version that is offered to all, whatever it is called; empty when there is none. */
    static Optional<Said.Latest> offered(Said.Detail detail) {
        return Optional.ofNullable(detail.latestVersion())
                .or(() -> Optional.ofNullable(detail.skill().latestVersion()));
    }

    private List<SkillVersion> fitting(Ref ref, VersionRange range, Channel channel) throws ProvisioningException {
        return all(ref).stream()
                .map(Said.Latest::version)
                .flatMap(version -> Cards.version(version).stream())
                .filter(version -> channel.sees(Channel.STABLE, version))
                .filter(version -> range.equals(VersionRange.ANY) || range.includes(version))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** All versions that ClawHub lists, those too that are none of SemVer. */
    List<Said.Latest> all(Ref ref) throws ProvisioningException {
        List<Said.Latest> all = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Said.Versions versions = hub.versions(ref, PER_PAGE, cursor);
            all.addAll(versions.items());
            cursor = versions.nextCursor();
            if (cursor == null) {
                break;
            }
        }
        return all;
    }
}
