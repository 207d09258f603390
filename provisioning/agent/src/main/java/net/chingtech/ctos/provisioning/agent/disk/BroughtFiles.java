package net.chingtech.ctos.provisioning.agent.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code skills/files/<sha256>/}: what administrators brought, each with its statement, for a day. */
public final class BroughtFiles {

    static final Duration KEPT = Duration.ofDays(1);

    static final long LARGEST = 50L << 20;

    /** So that nobody fills the disk by bringing one file after the other. */
    static final int MOST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(BroughtFiles.class);

    private static final String UNFINISHED = ".new";

    private final Path folder;
    private final Verifier verifier;
    private final Clock clock;

    /** @param folder of these files alone */
    public BroughtFiles(Path folder, Verifier verifier, Clock clock) {
        this.folder = folder;
        this.verifier = verifier;
        this.clock = clock;
    }

    /** One of them; read back, to be proven like everything that a source offers. */
    record Brought(Envelope envelope, ReleaseStatement claim, SkillManifest manifest, Path jar) {}

    /** As {@code SkillManager.take}. */
    public synchronized ReleaseStatement take(Path jar, Envelope envelope) throws ProvisioningException {
        try {
            // 1. Who says what about it, and that it may be kept at all.
            if (!envelope.isSigned()) {
                throw Refusals.of(
                        422,
                        "signature_missing",
                        "Nobody signed the statement of this file; only what a publisher signed is taken from a file.",
                        "Ask its publisher for a signed release. Folders of legacy skills are taken by ./ctos import.");
            }
            VerifiedStatement proven = statement(envelope);
            ReleaseStatement statement = proven.statement();
            if (statement.artifact().size() > LARGEST) {
                throw Refusals.of(
                        413,
                        "artifact_too_large",
                        "The artifact of " + statement.id() + " has "
                                + statement.artifact().size() + " bytes; at most " + LARGEST + " are taken.",
                        "Ask its publisher for a smaller skill.");
            }
            // 2. A copy of exactly the bytes that it speaks of, and all that can be proven of them.
            Path fresh = folder.resolve(statement.artifact().sha256() + UNFINISHED);
            try {
                Folders.delete(fresh);
                Files.createDirectories(fresh);
                Path copy = fresh.resolve(Folders.ARTIFACT);
                copy(jar, copy, statement.artifact());
                SkillManifest manifest = verifier.artifact(copy, proven).manifest();
                Files.write(fresh.resolve(Folders.MANIFEST), Json.writePretty(manifest));
                Files.write(fresh.resolve(Folders.STATEMENT), envelope.write());
                Path place = folder.resolve(statement.artifact().sha256());
                Folders.delete(place);
                Folders.moveIntoPlace(fresh, place);
                Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
            } finally {
                Folders.delete(fresh);
            }
            clear();
            return statement;
        } catch (VerificationFailed e) {
            throw new ProvisioningException(e.problem(), e);
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "keep the file that was brought"), e);
        }
    }

    private VerifiedStatement statement(Envelope envelope) throws VerificationFailed {
        try {
            return verifier.statement(envelope);
        } catch (VerificationFailed e) {
            if (!e.problem().code().equals("publisher_unknown")) {
                throw e;
            }
            // Whether it is good enough, a plan and an explicit yes say.
            return verifier.unvouched(envelope);
        }
    }

    private static void copy(Path from, Path to, ReleaseStatement.Artifact artifact)
            throws IOException, ProvisioningException {
        MessageDigest digest = Digests.sha256();
        long left = artifact.size();
        try (InputStream in = open(from);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0 && left >= 0; read = in.read(buffer)) {
                left -= read;
                out.write(buffer, 0, read);
            }
        }
        if (left != 0 || !Digests.hex(digest.digest()).equals(artifact.sha256())) {
            throw Refusals.of(
                    422,
                    "digest_mismatch",
                    "The file is not the one that the statement speaks of.",
                    "Bring the JAR together with the statement that was made when it was signed.");
        }
    }

    private static InputStream open(Path from) throws ProvisioningException {
        try {
            return Files.newInputStream(from);
        } catch (IOException e) {
            ProvisioningException refusal = Refusals.of(
                    400,
                    "artifact_unreadable",
                    "The file " + from.getFileName() + " cannot be read.",
                    "Check that it exists and that the container may read it.");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Removes what was kept long enough, and the oldest when there are too many. */
    public synchronized void clear() throws IOException {
        Instant oldest = clock.instant().minus(KEPT);
        List<Path> kept = new ArrayList<>();
        for (Path each : Folders.children(folder)) {
            boolean old = Files.getLastModifiedTime(each).toInstant().isBefore(oldest);
            if (old || each.getFileName().toString().endsWith(UNFINISHED)) {
                Folders.delete(each);
            } else {
                kept.add(each);
            }
        }
        kept.sort(Comparator.comparing((Path each) -> each.toFile().lastModified())
                .reversed());
        for (Path each : kept.subList(Math.min(MOST, kept.size()), kept.size())) {
            Folders.delete(each);
        }
    }

    synchronized List<Brought> all() throws IOException {
        clear();
        List<Brought> all = new ArrayList<>();
        for (Path each : Folders.children(folder)) {
            try {
                Envelope envelope = Envelope.read(Files.readAllBytes(each.resolve(Folders.STATEMENT)));
                all.add(new Brought(
                        envelope,
                        ReleaseStatement.read(envelope.payload()),
                        SkillManifest.read(Files.readAllBytes(each.resolve(Folders.MANIFEST))),
                        each.resolve(Folders.ARTIFACT)));
            } catch (FormatException e) {
                LOG.warn("{} is not what was kept there, and is passed over: {}", each, e.getMessage());
            }
        }
        return all;
    }
}
