package net.chingtech.ctos.skillhub.server.answers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillCardPage;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.skillhub.server.refusal.Refusals;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Found;
import net.chingtech.ctos.skillhub.server.search.Newest;
import net.chingtech.ctos.skillhub.server.search.Search;
import net.chingtech.ctos.skillhub.server.search.SkillSearch;
import net.chingtech.ctos.skillhub.server.store.ReleaseLine;
import net.chingtech.ctos.skillhub.server.store.Releases;
import net.chingtech.ctos.skillhub.server.store.SkillLine;
import net.chingtech.ctos.skillhub.server.store.StoreFailed;
import net.chingtech.ctos.skillhub.server.store.StoredRelease;

/** Skills and their releases, as people look at them. */
public final class SkillAnswers {

    /** The version that stands for the newest of a channel. */
    public static final String LATEST = "latest";

    private final Releases releases;
    private final Search search;

    public SkillAnswers(Releases releases, Search search) {
        this.releases = releases;
        this.search = search;
    }

    public SkillCardPage search(SkillSearch asked) {
        Found found = search.find(asked);
        return new SkillCardPage(
                cards(found.releases()),
                asked.page(),
                asked.perPage(),
                found.total(),
                (long) SkillSearch.DEEPEST / asked.perPage() * asked.perPage(),
                asked.page() == 1 ? search.categories(asked) : null);
    }

    /** Cards of these releases, in this order. */
    List<SkillCard> cards(List<Long> numbers) {
        Map<Long, StoredRelease> found = releases.releases(numbers).stream()
                .collect(Collectors.toMap(StoredRelease::number, Function.identity()));
        Map<SkillId, SkillLine> skills = releases.skills(
                found.values().stream().map(release -> release.manifest().id()).toList());
        return numbers.stream()
                .map(found::get)
                .map(release -> card(release, skills.get(release.manifest().id())))
                .toList();
    }

    /** A skill's page; it shows the newest release of the channel, or the newest of all when nothing is offered there. */
    public SkillPage skill(SkillId id, Channel channel) throws Refused {
        SkillLine skill = skillLine(id);
        List<ReleaseLine> lines =
                releases.lines(List.of(id)).stream().sorted(Newest.FIRST).toList();
        ReleaseLine shown = Newest.in(lines, channel)
                .or(() -> lines.stream().filter(ReleaseLine::offered).findFirst())
                .orElse(lines.get(0));
        StoredRelease release = stored(id, shown.version());
        SkillManifest manifest = release.manifest();
        return new SkillPage(
                card(release, skill),
                release.publisher(),
                release.description(),
                manifest.screenshots().stream()
                        .map(path -> Links.file(manifest, path))
                        .toList(),
                Links.file(manifest, manifest.banner()),
                manifest.license(),
                manifest.homepage(),
                lines.stream().map(SkillAnswers::versionLine).toList(),
                manifest.dependencies(),
                manifest.permissions(),
                manifest.optionalPermissions());
    }

    /** All about one release. */
    public ReleaseInfo release(StoredRelease release) {
        ReleaseStatement statement;
        try {
            statement = ReleaseStatement.read(release.envelope().payload());
        } catch (FormatException e) {
            throw new StoreFailed("a kept statement cannot be read", e);
        }
        return new ReleaseInfo(
                release.manifest(),
                release.envelope(),
                release.sha256(),
                release.size(),
                statement.requirements(),
                statement.capabilities(),
                release.manifest().releaseNotes(),
                Links.download(release.manifest()));
    }

    /** The release of a version, or of {@link #LATEST}. */
    public StoredRelease find(SkillId id, String version, Channel channel) throws Refused {
        skillLine(id);
        if (version.equals(LATEST)) {
            ReleaseLine newest = Newest.in(releases.lines(List.of(id)), channel)
                    .orElseThrow(() -> Refusals.noneInChannel(id, channel));
            return stored(id, newest.version());
        }
        Optional<SkillVersion> parsed = parsed(version);
        if (parsed.isEmpty()) {
            throw Refusals.versionUnknown(id, version);
        }
        return stored(id, parsed.get());
    }

    private StoredRelease stored(SkillId id, SkillVersion version) throws Refused {
        return releases.release(id, version).orElseThrow(() -> Refusals.versionUnknown(id, version.toString()));
    }

    private SkillLine skillLine(SkillId id) throws Refused {
        Collection<SkillLine> found = releases.skills(List.of(id)).values();
        return found.stream().findFirst().orElseThrow(() -> Refusals.skillUnknown(id.value()));
    }

    private static Optional<SkillVersion> parsed(String version) {
        try {
            return Optional.of(SkillVersion.parse(version));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private static SkillCard card(StoredRelease release, SkillLine skill) {
        SkillManifest manifest = release.manifest();
        return new SkillCard(
                manifest.id(),
                manifest.name(),
                manifest.summary(),
                manifest.author().name(),
                release.tier(),
                manifest.categories(),
                manifest.tags(),
                manifest.version(),
                Links.file(manifest, manifest.icon()),
                skill.rating(),
                skill.downloads(),
                skill.updatedAt());
    }

    private static SkillPage.VersionLine versionLine(ReleaseLine line) {
        return new SkillPage.VersionLine(
                line.version(), line.channel(), line.publishedAt(), line.yanked(), line.revoked() != null);
    }
}
