package net.chingtech.ctos.skillhub.client.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.SkillCardPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion;
import net.chingtech.ctos.format.catalogue.UpdatesQuestion.InstalledVersion;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** SkillHub as a source of skills. */
@Component
public final class SkillHubSource implements SkillSource {

    /** More releases of one skill than these, from the newest on, are not looked at. */
    private static final int MOST_RELEASES = 20;

    /** A path as manifests may have it: no dots at the start of a part, nothing to escape. */
    private static final Pattern PICTURE =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final SkillHub hub;
    private final Showing showing;
    private final Releases releases;

    @Activate
    public SkillHubSource(@Reference SkillHub hub) {
        this.hub = hub;
        this.showing = new Showing(hub.address());
        this.releases = new Releases(hub, id());
    }

    @Override
    public String id() {
        return hub.sourceId();
    }

    @Override
    public SearchPage search(SkillQuery query) throws ProvisioningException {
        SkillCardPage found = hub.search(query);
        List<SearchPage.Found> skills = found.skills().stream()
                .filter(Showing::canBeShown)
                .map(card -> new SearchPage.Found(showing.card(card), id(), null))
                .toList();
        return new SearchPage(skills, query.page(), query.perPage(), Math.max(found.total(), skills.size()), List.of());
    }

    @Override
    public SkillDetails details(SkillId id) throws ProvisioningException {
        return new SkillDetails(showing.page(hub.page(id)), id());
    }

    @Override
    public List<Release> releases(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        boolean exact = isExact(range);
        List<SkillVersion> candidates = hub.page(id).versions().stream()
                .filter(line -> !line.yanked() && !line.revoked())
                .filter(line -> exact || channel.sees(line.channel(), line.version()))
                .map(VersionLine::version)
                .filter(version -> includes(range, version))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_RELEASES)
                .toList();
        List<Release> found = new ArrayList<>();
        for (SkillVersion version : candidates) {
            releases.read(id, version)
                    .filter(release -> exact || channel.sees(release.claim().channel(), version))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** An npm range leaves pre-releases out; whoever wants any version of a channel that has them wants them too. */
    private static boolean includes(VersionRange range, SkillVersion version) {
        return range.equals(VersionRange.ANY) || range.includes(version);
    }

    private static boolean isExact(VersionRange range) {
        String text = range.toString();
        String version = text.startsWith("=") ? text.substring(1).strip() : text;
        try {
            return SkillVersion.parse(version) != null;
        } catch (FormatException e) {
            return false;
        }
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
    public List<UpdateLine> updates(List<InstalledSkill> installed, Channel channel) throws ProvisioningException {
        List<InstalledVersion> mine = installed.stream()
                .filter(skill -> id().equals(skill.source()))
                .map(skill -> new InstalledVersion(skill.id(), skill.version()))
                .toList();
        List<UpdateLine> updates = new ArrayList<>();
        for (int from = 0; from < mine.size(); from += UpdatesQuestion.MOST) {
            List<InstalledVersion> part = mine.subList(from, Math.min(from + UpdatesQuestion.MOST, mine.size()));
            hub.updates(new UpdatesQuestion(part, channel)).updates().stream()
                    .filter(line -> Showing.isUpdateOf(line, part))
                    .map(Showing::update)
                    .forEach(updates::add);
        }
        return updates;
    }

    @Override
    public Optional<ReleaseFile> file(SkillId id, SkillVersion version, String path) throws ProvisioningException {
        return PICTURE.matcher(path).matches() ? hub.file(id, version, path) : Optional.empty();
    }
}
