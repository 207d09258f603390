package net.chingtech.ctos.provisioning.agent.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.ReleaseFile;
import net.chingtech.ctos.provisioning.SkillDetails;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.Past;

/** What an installed skill says of itself: for those that their source does not show, or does not show any more. */
final class InstalledPages {

    private static final String DESCRIPTION = "SKILL.md";
    private static final int LONGEST = 1 << 20;

    private final Folders folders;

    InstalledPages(Folders folders) {
        this.folders = folders;
    }

    SkillDetails of(Entry entry) throws ProvisioningException {
        Deployed current = entry.current();
        Path jar = folders.artifact(entry.id(), current.version());
        try {
            SkillManifest manifest = manifest(entry);
            SkillPage page = new SkillPage(
                    card(entry, manifest),
                    current.publisher(),
                    description(jar),
                    List.of(),
                    null,
                    manifest.license(),
                    manifest.homepage(),
                    versions(entry),
                    manifest.dependencies(),
                    manifest.permissions(),
                    manifest.optionalPermissions());
            return new SkillDetails(page, entry.source());
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + jar.getParent()), e);
        } catch (FormatException e) {
            throw changed(entry, e);
        }
    }

    SkillCard card(Entry entry) throws ProvisioningException {
        Path folder = folders.artifact(entry.id(), entry.current().version()).getParent();
        try {
            return card(entry, manifest(entry));
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + folder), e);
        } catch (FormatException e) {
            throw changed(entry, e);
        }
    }

    /** @return empty also when it is none, or larger than pictures may be */
    Optional<ReleaseFile> picture(Entry entry, String path) throws ProvisioningException {
        Path jar = folders.artifact(entry.id(), entry.current().version());
        String kind = URLConnection.guessContentTypeFromName(path);
        if (kind == null || !kind.startsWith("image/")) {
            return Optional.empty();
        }
        try {
            return file(jar, path, ReleaseFile.LARGEST).map(content -> new ReleaseFile(kind, content));
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "read " + jar.getParent()), e);
        }
    }

    private SkillManifest manifest(Entry entry) throws IOException, FormatException {
        return SkillManifest.read(
                Files.readAllBytes(folders.manifest(entry.id(), entry.current().version())));
    }

    private static ProvisioningException changed(Entry entry, FormatException e) {
        return Refusals.of(
                500,
                "lock_changed",
                "What lies of " + entry.id() + " here is not what was installed: " + e.getMessage(),
                "Start the container again: what does not fit the lock file is kept off, with an alert.");
    }

    private SkillCard card(Entry entry, SkillManifest manifest) throws IOException, FormatException {
        Deployed current = entry.current();
        return new SkillCard(
                entry.id(),
                manifest.name(),
                manifest.summary(),
                manifest.author() == null ? "" : manifest.author().name(),
                current.tier(),
                manifest.categories(),
                manifest.tags(),
                current.version(),
                null,
                SkillCard.Rating.NONE,
                0,
                statement(entry, current).publishedAt());
    }

    /** The one that runs, and those that can be gone back to. */
    private List<VersionLine> versions(Entry entry) throws IOException, FormatException {
        List<Deployed> lying = Stream.concat(
                        Stream.of(entry.current()), entry.history().stream().map(Past::release))
                .distinct()
                .toList();
        List<VersionLine> lines = new ArrayList<>();
        for (Deployed release : lying) {
            boolean stopped = entry.quarantined() != null && release.equals(entry.current());
            lines.add(new VersionLine(
                    release.version(),
                    entry.channel(),
                    statement(entry, release).publishedAt(),
                    false,
                    stopped));
        }
        return lines;
    }

    private ReleaseStatement statement(Entry entry, Deployed release) throws IOException, FormatException {
        byte[] envelope = Files.readAllBytes(folders.statement(entry.id(), release.version()));
        return ReleaseStatement.read(Envelope.read(envelope).payload());
    }

    private static String description(Path jar) throws IOException {
        return file(jar, DESCRIPTION, LONGEST)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** Empty when it is not there, or longer than it may be. */
    private static Optional<byte[]> file(Path jar, String name, int most) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null || entry.isDirectory()) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(most + 1);
                return bytes.length > most ? Optional.empty() : Optional.of(bytes);
            }
        }
    }
}
