package net.chingtech.ctos.provisioning.agent.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.ReleaseInfo;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.agent.disk.BroughtFiles.Brought;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/**
 * The files that administrators brought, as a source. It is not in the catalogue, is never asked when nobody names it or has
 * a skill from it, and signs no lists.
 */
public final class DiskSource implements SkillSource {

    private final BroughtFiles files;

    public DiskSource(BroughtFiles files) {
        this.files = files;
    }

    @Override
    public String id() {
        return Change.DISK;
    }

    @Override
    public SearchPage search(SkillQuery query) {
        return new SearchPage(List.of(), query.page(), query.perPage(), 0, List.of());
    }

    @Override
    public SkillDetails details(SkillId id) throws ProvisioningException {
        throw unknown(id);
    }

    /** Of every channel: who brings a file means it. */
    @Override
    public List<Release> releases(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        List<Brought> mine = brought(id);
        if (mine.isEmpty()) {
            throw unknown(id);
        }
        return mine.stream()
                .filter(one -> range.equals(VersionRange.ANY)
                        || range.includes(one.claim().version()))
                .sorted(Comparator.comparing((Brought one) -> one.claim().version())
                        .reversed())
                .map(DiskSource::release)
                .toList();
    }

    private List<Brought> brought(SkillId id) throws ProvisioningException {
        try {
            return files.all().stream()
                    .filter(one -> one.claim().id().equals(id))
                    .toList();
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read the files that were brought"), e);
        }
    }

    private static Release release(Brought one) {
        ReleaseInfo info = new ReleaseInfo(
                one.manifest(),
                one.envelope(),
                one.claim().artifact().sha256(),
                one.claim().artifact().size(),
                one.claim().requirements(),
                one.claim().capabilities(),
                one.manifest().releaseNotes(),
                "");
        return new Release(Change.DISK, one.envelope(), one.claim(), info, null);
    }

    @Override
    public void fetch(Release release, Path target, ProgressListener progress) throws ProvisioningException {
        String sha256 = release.claim().artifact().sha256();
        Path jar = brought(release.claim().id()).stream()
                .filter(one -> one.claim().artifact().sha256().equals(sha256))
                .map(Brought::jar)
                .findFirst()
                .orElseThrow(() -> unknown(release.claim().id()));
        try {
            Files.copy(jar, target);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "copy the file that was brought"), e);
        }
        progress.transferred(
                release.claim().artifact().size(), release.claim().artifact().size());
    }

    /** None that nobody knows of: who brings a file installs it. */
    @Override
    public List<UpdateLine> updates(List<? extends KnownVersion> installed, Channel channel) {
        return List.of();
    }

    @Override
    public boolean isHub() {
        return false;
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(id(), null, null, null, null, null, null, null);
    }

    private static ProvisioningException unknown(SkillId id) {
        return Refusals.of(
                404,
                "skill_unknown",
                "No file of " + id + " was brought within the last day.",
                "Bring it with ./ctos install FILE.jar.");
    }
}
