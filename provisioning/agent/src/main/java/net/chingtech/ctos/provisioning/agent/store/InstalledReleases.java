package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedArtifact;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies in {@code skills/installed} and can be proven, when nothing else says what is installed. */
final class InstalledReleases {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledReleases.class);

    private final Folders folders;
    private final Verifier verifier;
    private final SortedMap<SkillId, SortedSet<SkillVersion>> unproven = new TreeMap<>();

    InstalledReleases(Folders folders, Verifier verifier) {
        this.folders = folders;
        this.verifier = verifier;
    }

    /** By id; of each skill the highest version first. */
    SortedMap<SkillId, SortedSet<Found>> all() throws ProvisioningException {
        SortedMap<SkillId, SortedSet<Found>> all = new TreeMap<>();
        try {
            for (Path folder : Folders.children(folders.home().installed())) {
                try {
                    Found found = prove(folder);
                    all.computeIfAbsent(
                                    found.id(),
                                    id -> new TreeSet<>(
                                            Comparator.comparing(Found::version).reversed()))
                            .add(found);
                } catch (FormatException | VerificationFailed e) {
                    LOG.warn("{} is not proven to be a release: {}", folder, e.getMessage());
                    remember(folder.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw new ProvisioningException(
                    DiskFailures.of(e, "read " + folders.home().installed()), e);
        }
        return all;
    }

    /** What calls itself a release and is not proven to be one, by id; of each skill the lowest version first. */
    SortedMap<SkillId, SortedSet<SkillVersion>> unproven() {
        return unproven;
    }

    private void remember(String name) {
        int cut = name.lastIndexOf('_');
        try {
            SkillId id = SkillId.parse(name.substring(0, Math.max(0, cut)));
            unproven.computeIfAbsent(id, unused -> new TreeSet<>()).add(SkillVersion.parse(name.substring(cut + 1)));
        } catch (FormatException e) {
            LOG.warn("{} is no name of a release", name);
        }
    }

    private Found prove(Path folder) throws IOException, FormatException, VerificationFailed {
        byte[] envelope = bytes(folder.resolve(Folders.STATEMENT));
        VerifiedStatement statement = statement(Envelope.read(envelope));
        SkillId id = statement.statement().id();
        if (!folder.equals(folders.release(id, statement.statement().version()))) {
            throw new FormatException("folder_wrong", folder.toString(), "the release that it is named for", "another");
        }
        Path artifact = folder.resolve(Folders.ARTIFACT);
        VerifiedArtifact proven = verifier.artifact(artifact, statement);
        byte[] manifest = bytes(folder.resolve(Folders.MANIFEST));
        if (!Arrays.equals(manifest, Json.writePretty(proven.manifest()))) {
            throw new FormatException("manifest_invalid", Folders.MANIFEST, "the artifact's own manifest", "another");
        }
        Instant since = Files.getLastModifiedTime(folder).toInstant();
        return new Found(statement, proven.manifest(), Digests.sha256Hex(envelope), Digests.sha256Hex(manifest), since);
    }

    private VerifiedStatement statement(Envelope envelope) throws VerificationFailed {
        try {
            return verifier.statement(envelope);
        } catch (VerificationFailed e) {
            if (e.problem().code().equals("publisher_unknown")) {
                // Somebody may have agreed to it; whether that is so, the pin and the lock file say.
                return verifier.unvouched(envelope);
            }
            throw e;
        }
    }

    private static byte[] bytes(Path file) throws IOException, FormatException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException("file_missing", String.valueOf(file.getFileName()), "a file", "nothing");
        }
        return Files.readAllBytes(file);
    }
}
