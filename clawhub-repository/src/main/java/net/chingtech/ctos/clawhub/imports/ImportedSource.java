package net.chingtech.ctos.clawhub.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import net.chingtech.ctos.clawhub.source.Scratch;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.format.catalogue.UpdatesAnswer.UpdateLine;
import net.chingtech.ctos.provisioning.KnownVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.SearchPage;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.SkillQuery;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Offers what was found in folders, for a day. It has no catalogue and never an update, so nothing ever overwrites a skill
 * that somebody changed by hand.
 */
@Component(service = {SkillSource.class, ImportedSource.class})
public final class ImportedSource implements SkillSource {

    public static final String ID = Origin.IMPORTED;

    private final ImportedFiles files;

    @Activate
    public ImportedSource(BundleContext context) throws IOException {
        this(Path.of(context.getProperty("ctos.home")).resolve("skills/imports"), Clock.systemUTC());
    }

    ImportedSource(Path folder, Clock clock) throws IOException {
        files = new ImportedFiles(folder, clock, new Room(Room.MOST_BYTES, Room.MOST_FILES));
    }

    ImportedFiles files() {
        return files;
    }

    @Override
    public String id() {
        return ID;
    }

    /** What was brought is meant by whoever brought it, and is in no catalogue. */
    @Override
    public SearchPage search(SkillQuery query) {
        return new SearchPage(List.of(), query.page(), query.perPage(), 0, List.of());
    }

    @Override
    public SkillDetails details(SkillId id) throws ProvisioningException {
        throw unknown(id);
    }

    @Override
    public List<Release> releases(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        List<Release> mine = files.all().stream()
                .filter(release -> release.claim().id().equals(id))
                .toList();
        if (mine.isEmpty()) {
            throw unknown(id);
        }
        return mine.stream()
                .filter(release -> range.equals(VersionRange.ANY)
                        || range.includes(release.claim().version()))
                .sorted(Comparator.comparing(
                                (Release release) -> release.claim().version())
                        .reversed())
                .toList();
    }

    @Override
    public void fetch(Release release, Path target, ProgressListener progress) throws ProvisioningException {
        var artifact = release.claim().artifact();
        Path jar = files.jar(artifact.sha256())
                .orElseThrow(() -> unknown(release.claim().id()));
        progress.transferred(0, artifact.size());
        Scratch.copy(jar, target);
        progress.transferred(artifact.size(), artifact.size());
    }

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
        return new SourceStatus(ID, null, Tier.LEGACY, null, null, null, null, null);
    }

    private static ProvisioningException unknown(SkillId id) {
        return new ProvisioningException(new Problem(
                404,
                "skill_unknown",
                "No folder with " + id + " was imported within the last day.",
                "Bring it with ./ctos import FOLDER."));
    }
}
