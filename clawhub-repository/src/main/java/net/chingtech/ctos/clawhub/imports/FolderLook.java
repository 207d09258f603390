package net.chingtech.ctos.clawhub.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.source.ClawHubAdapter;
import net.chingtech.ctos.clawhub.source.ClawHubs;
import net.chingtech.ctos.clawhub.wrap.LegacyId;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Turn;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.FolderImport;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Looks for legacy skills in a folder, and says of each what it is and where it is to come from. */
@Component(service = FolderImport.class)
public final class FolderLook implements FolderImport {

    /** Of a skill that says no version. */
    private static final String NO_VERSION = "0.0.0";

    private static final int LONGEST = 1_000;

    private static final Set<String> STOPPING = Set.of("disk_full", "staging_failed", "cancelled");

    private final Function<String, Optional<ClawHubAdapter>> registries;
    private final ImportedFiles files;
    private volatile boolean ended;

    @Activate
    public FolderLook(@Reference ClawHubs hubs, @Reference ImportedSource imported) {
        this(hubs::at, imported.files());
    }

    FolderLook(Function<String, Optional<ClawHubAdapter>> registries, ImportedFiles files) {
        this.registries = registries;
        this.files = files;
    }

    /** Somebody may still look while the bundle is taken away. */
    @Deactivate
    void end() {
        ended = true;
    }

    @Override
    public List<Found> look(Path folder, Tasks.Progress progress) throws ProvisioningException {
        files.forgetOld();
        Look look = new Look(progress, new Copies());
        boolean whole = false;
        try {
            List<Found> found = withoutContested(all(folder, look), look.copies());
            whole = true;
            files.replaceAllBut(look.copies().left());
            return found;
        } finally {
            if (!whole) {
                files.forget(look.copies().made());
            }
        }
    }

    /** Nobody could say which of two was looked at and is meant; so neither is taken. */
    private List<Found> withoutContested(List<Found> all, Copies copies) {
        List<Found> contested = copies.contested(all);
        files.forget(copies.take(contested));
        return all.stream()
                .map(one -> contested.contains(one) ? Copies.refused(one, contested) : one)
                .toList();
    }

    private List<Found> all(Path folder, Look look) throws ProvisioningException {
        Map<Path, LockFile.Line> candidates = Candidates.in(folder);
        if (candidates.isEmpty()) {
            throw new ProvisioningException(new Problem(
                    422,
                    "folder_empty",
                    "There is no skill in the folder "
                            + LegacyProblem.shown(folder.toString())
                            + ": no SKILL.md, up to four folders deep.",
                    "Name the folder of a skill, a folder of skills, or the one in which the clawhub command"
                            + " was used."));
        }
        List<Found> found = new ArrayList<>();
        for (Map.Entry<Path, LockFile.Line> candidate : candidates.entrySet()) {
            check(look);
            look.at(found.size(), candidates.size());
            found.add(taken(candidate.getKey(), candidate.getValue(), look));
        }
        check(look);
        look.at(found.size(), candidates.size());
        return found;
    }

    private void check(Look look) throws ProvisioningException {
        if (ended) {
            throw new ProvisioningException(new Problem(
                    409,
                    "import_unavailable",
                    "What knows legacy skills here was stopped meanwhile.",
                    "Import the folder again once it is back; nothing was kept of it."));
        }
        look.progress().check();
    }

    /** One walk through a folder. */
    private record Look(Tasks.Progress progress, Copies copies) {
        void at(int done, int of) {
            progress.at(done, of, done + " of " + of + (of == 1 ? " skill" : " skills") + " looked at");
        }
    }

    /** One that cannot be taken never stops the others; a disk that takes nothing does, and whoever has left. */
    private Found taken(Path place, LockFile.Line line, Look look) throws ProvisioningException {
        try {
            if (!Files.isDirectory(place)) {
                throw new ProvisioningException(new Problem(
                        404,
                        "folder_missing",
                        "The lock file names " + line.slug() + ", but its folder is not there.",
                        "Install it from its registry, if it is still wanted."));
            }
            return Turn.take(() -> read(place, line, look));
        } catch (ProvisioningException e) {
            // Who was cut off says many things.
            check(look);
            if (STOPPING.contains(e.problem().code())) {
                throw e;
            }
            return refused(place, line, e.problem());
        }
    }

    private Found read(Path place, LockFile.Line line, Look look) throws ProvisioningException {
        LegacyFolder folder = LegacyFolder.ofDirectory(place);
        Traits traits = Traits.of(place, folder, line);
        Optional<ClawHubAdapter> registry = registries.apply(traits.registry());
        return found(place, folder, registry.isPresent() ? traits.withOwnerOf(registry.get()) : traits, registry, look);
    }

    private static Found refused(Path place, LockFile.Line line, Problem problem) {
        String name = line.slug() == null ? place.getFileName().toString() : line.slug();
        return new Found(line(place), null, line(name), null, State.UNKNOWN, null, null, null, problem, List.of());
    }

    /** Whoever made a folder chose its name; a line end in it would make a line of its own where it is shown. */
    private static String line(Object text) {
        return PlainText.line(text.toString(), LONGEST);
    }

    private Found found(Path place, LegacyFolder folder, Traits traits, Optional<ClawHubAdapter> registry, Look look)
            throws ProvisioningException {
        Judged judged = Judged.of(folder, traits, registry);
        List<String> remarks = new ArrayList<>(traits.remarks());
        remarks.addAll(judged.remarks());
        String said = judged.version() != null ? judged.version() : traits.version();
        if (said == null) {
            remarks.add("It says no version; it is taken as " + NO_VERSION + ".");
        }
        SkillVersion version = LegacyId.version(said == null ? NO_VERSION : said);
        Asked asked = registry.isPresent() ? Asked.of(registry.get(), traits, version.toString()) : Asked.NOBODY;
        remarks.addAll(asked.remarks());
        if (registry.isPresent() && !asked.offered()) {
            Judged confirmed = judged.confirmed(folder, traits, registry.get());
            if (confirmed != judged) {
                remarks.addAll(confirmed.remarks());
            }
            judged = confirmed;
        }
        // There it is asked about once more, when it is planned; a copy is not.
        boolean home = asked.offered() && traits.owner() != null && judged.state() == State.UNCHANGED;
        SkillId id = LegacyId.of(traits.owner(), traits.slug());
        String source;
        String sha256 = null;
        if (home) {
            source = registry.get().id();
        } else {
            why(judged.state(), traits, registry.isPresent(), remarks);
            source = ImportedSource.ID;
            // What a registry could not say because somebody left is no doubt.
            check(look);
            Wrapped wrapped = keep(
                    folder, traits, version, asked.doubt() != null ? asked.doubt() : judged.doubt(), remarks, look);
            sha256 = wrapped.statement().artifact().sha256();
            remarks.addAll(wrapped.remarks());
            remarks.addAll(Programs.remarks(wrapped.manifest()));
        }
        return new Found(
                line(place),
                id,
                line(traits.name() == null ? traits.slug() : traits.name()),
                version,
                judged.state(),
                source,
                sha256,
                traits.registry() == null ? null : line(traits.registry()),
                null,
                remarks);
    }

    private Wrapped keep(
            LegacyFolder folder, Traits traits, SkillVersion version, Problem doubt, List<String> remarks, Look look)
            throws ProvisioningException {
        Origin origin = new Origin(
                ImportedSource.ID,
                traits.registry(),
                traits.owner(),
                traits.slug(),
                version.toString(),
                traits.publishedAt(),
                traits.name(),
                null,
                null,
                List.of());
        ImportedFiles.Kept kept = files.keep(folder, origin, doubt, remarks);
        look.copies().add(ImportedFiles.release(kept.wrapped().statement()), kept.name(), kept.isNew());
        return kept.wrapped();
    }

    private static void why(State state, Traits traits, boolean connected, List<String> remarks) {
        if (state == State.EDITED) {
            remarks.add("Its files were changed by hand: it is taken as it is, and no update overwrites it.");
        } else if (!connected) {
            remarks.add(
                    traits.registry() == null
                            ? "It does not say from which registry it came, so it gets no updates; importing the folder again"
                                    + " brings a newer version of it."
                            : "Its registry is not connected, so it gets no updates. ./ctos hub add NAME URL --clawhub"
                                    + " connects it.");
        } else if (traits.owner() == null) {
            remarks.add("It does not say whose it is on ClawHub, so it gets no updates.");
        }
    }
}
