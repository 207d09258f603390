package net.chingtech.ctos.webconsole.internal.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Violation;
import net.chingtech.ctos.format.files.FullDisk;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a release that an administrator brings as a file: its JAR and its statement, as a hub's publish door wants them. */
final class FilesResource {

    /** What the statement says. Nothing but its signature is proven yet; the plan says the rest. */
    record Taken(
            SkillId id, SkillVersion version, String publisher, String keyId, Instant publishedAt, String sha256) {}

    /** The JAR on the disk, and the statement. */
    private static final class Sent {
        private boolean artifact;
        private byte[] statement;
    }

    static final long LARGEST_ARTIFACT = 50L * 1024 * 1024;
    private static final int LARGEST_STATEMENT = 256 * 1024;
    private static final String TOO_LARGE = "artifact_too_large";
    private static final int LARGEST_FRAME = 16 * 1024;

    /** What is read of a refused upload, so that its sender hears why. */
    private static final int LARGEST_REST = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(FilesResource.class);

    private final Doors doors;
    private final Uploads uploads;

    FilesResource(Doors doors, Uploads uploads) {
        this.doors = doors;
        this.uploads = uploads;
    }

    void addTo(Router router) {
        router.post("files", this::take);
    }

    private void take(Exchange exchange) throws Refusal, ProvisioningException, IOException {
        // What can be said before the body is read.
        String boundary = Multipart.boundary(exchange.request().getContentType());
        if (exchange.request().getContentLengthLong() > LARGEST_ARTIFACT + LARGEST_STATEMENT + LARGEST_FRAME) {
            throw tooLarge();
        }
        SkillManager skills = doors.skills();
        // The answer comes once nothing of the upload is left.
        ReleaseStatement statement;
        try (Uploads.Place place = uploads.open()) {
            Sent sent = read(new Multipart(exchange.request().getInputStream(), boundary), place.file());
            statement = skills.take(place.file(), envelope(sent.statement));
        } catch (Multipart.CutOff e) {
            throw Multipart.malformed();
        } catch (Refusal e) {
            if (!e.problem().code().equals(TOO_LARGE)) {
                // Whoever still sends would see a broken connection and not the reason.
                exchange.request().getInputStream().skip(LARGEST_REST);
            }
            throw e;
        } catch (FileSystemException e) {
            // Only our own file can fail that way.
            LOG.error("an uploaded file could not be written", e);
            throw new Refusal(notWritten(e));
        }
        exchange.answer(
                201,
                new Taken(
                        statement.id(),
                        statement.version(),
                        statement.publisher(),
                        statement.keyId(),
                        statement.publishedAt(),
                        statement.artifact().sha256()));
    }

    private static Envelope envelope(byte[] statement) throws Refusal {
        try {
            return Envelope.read(statement);
        } catch (FormatException e) {
            throw new Refusal(new Problem(
                    400,
                    e.code(),
                    "The statement is not one that is made when a skill is signed.",
                    "Choose the one that belongs to the JAR; its name ends in .statement.json.",
                    e.violations().stream().map(Violation::toString).toList()));
        }
    }

    private static Sent read(Multipart multipart, Path file) throws Refusal, IOException {
        Sent sent = new Sent();
        for (String name = multipart.next(); name != null; name = multipart.next()) {
            if (name.equals("artifact") && !sent.artifact) {
                sent.artifact = true;
                write(multipart.content(), file);
            } else if (name.equals("statement") && sent.statement == null) {
                sent.statement = multipart.content().readNBytes(LARGEST_STATEMENT + 1);
                if (sent.statement.length > LARGEST_STATEMENT) {
                    throw new Refusal(
                            413,
                            "statement_too_large",
                            "The statement is larger than 256 KiB.",
                            "Send the statement that was made when the JAR was signed.");
                }
            } else {
                throw wrongParts();
            }
        }
        if (!sent.artifact || sent.statement == null) {
            throw wrongParts();
        }
        return sent;
    }

    static void write(InputStream from, Path file) throws Refusal, IOException {
        long size = 0;
        byte[] some = new byte[16 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = from.read(some); n >= 0; n = from.read(some)) {
                size += n;
                if (size > LARGEST_ARTIFACT) {
                    throw tooLarge();
                }
                try {
                    out.write(some, 0, n);
                } catch (IOException e) {
                    throw new FileSystemException(file.toString(), null, e.toString());
                }
            }
        }
    }

    static Problem notWritten(FileSystemException e) {
        return FullDisk.is(e)
                ? new Problem(
                        507,
                        "disk_full",
                        "The disk is full: the file could not be written, and nothing was kept.",
                        "Make room on the disk of the container's home, then try again.")
                : new Problem(
                        500,
                        "disk_failed",
                        "The file could not be written, and nothing was kept; the container's log says why.",
                        "Check that the container's home exists and can be written, then try again.");
    }

    private static Refusal tooLarge() {
        return new Refusal(
                413,
                TOO_LARGE,
                "The JAR is larger than 50 MiB.",
                "Ask its author for a smaller one; large data does not belong into a skill's JAR.");
    }

    private static Refusal wrongParts() {
        return new Refusal(
                400,
                "part_missing",
                "The body does not hold the two parts artifact and statement, each once.",
                "Send the JAR as artifact, and the statement that was made when it was signed as statement.");
    }
}
