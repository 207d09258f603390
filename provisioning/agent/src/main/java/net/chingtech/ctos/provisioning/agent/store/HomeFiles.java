package net.chingtech.ctos.provisioning.agent.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.DiskFailures;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the JSON files of a home. One that cannot be parsed is copied beside itself as {@code <name>.damaged-<time>} and
 * remembered, so that administrators are told; it does not keep the container from starting. One of a newer format does.
 */
public final class HomeFiles {

    private static final Logger LOG = LoggerFactory.getLogger(HomeFiles.class);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Makes a value of a file's tree. */
    @FunctionalInterface
    public interface Parser<T> {
        T parse(JsonNode tree, int format) throws FormatException;
    }

    private final Clock clock;
    private final List<Damage> damages = new ArrayList<>();

    public HomeFiles(Clock clock) {
        this.clock = clock;
    }

    /** As {@link #read(Path, int, Object, String, Parser)}, for what reads as it is. */
    public <T> T read(Path file, Class<T> type, int newest, T absent, String lost) throws ProvisioningException {
        return read(file, newest, absent, lost, (tree, format) -> Json.read(tree, type));
    }

    /**
     * Reads a file that names its format.
     *
     * @param absent when the file is not there or is damaged
     * @param lost what is in the place of a damaged file, and what is lost, in sentences
     * @throws ProvisioningException {@code registry_newer}, {@code registry_unreadable} when the disk does not give it;
     *     {@code disk_full} and the like when a damaged one cannot be kept
     */
    public <T> T read(Path file, int newest, T absent, String lost, Parser<T> parser) throws ProvisioningException {
        byte[] bytes = bytes(file);
        if (bytes == null) {
            return absent;
        }
        try {
            JsonNode tree = Json.readTree(bytes);
            int format = tree.path("format").asInt(0);
            if (format > newest) {
                throw Refusals.of(
                        500,
                        "registry_newer",
                        file + " has format " + format + "; this container reads up to " + newest + ".",
                        "Start this home with the newer container that wrote it.");
            }
            if (format < 1) {
                return damaged(file, bytes, "it names no format", absent, lost);
            }
            return parser.parse(tree, format);
        } catch (FormatException e) {
            return damaged(file, bytes, e.getMessage(), absent, lost);
        }
    }

    /** What could not be read since the container started. */
    public synchronized List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** Whether a file could not be read. */
    synchronized boolean damaged(Path file) {
        return damages.stream().anyMatch(one -> one.file().equals(file));
    }

    synchronized void add(Damage damage) {
        LOG.error("{}", damage.words());
        damages.add(damage);
    }

    /** Says of a damaged file what became of it, once that is known. */
    synchronized void done(Path file, String words) {
        damages.replaceAll(one -> one.file().equals(file) ? new Damage(one.file(), one.kept(), one.why(), words) : one);
    }

    private static byte[] bytes(Path file) throws ProvisioningException {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            ProvisioningException refusal = Refusals.of(
                    500,
                    "registry_unreadable",
                    file + " cannot be read: " + e + ". It was left as it is.",
                    "Look after the disk and the rights of the container's home.");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private <T> T damaged(Path file, byte[] bytes, String why, T absent, String lost) throws ProvisioningException {
        try {
            add(new Damage(file, keep(file, bytes), bytes.length == 0 ? "it is empty" : why, lost));
            return absent;
        } catch (IOException e) {
            throw new ProvisioningException(DiskFailures.of(e, "keep the damaged " + file), e);
        }
    }

    /** Copied, not moved: should the process end here, the next start must find that there was something. */
    private Path keep(Path file, byte[] bytes) throws IOException {
        String prefix = file.getFileName() + ".damaged-";
        for (Path sibling : Folders.children(file.getParent())) {
            if (sibling.getFileName().toString().startsWith(prefix)
                    && Arrays.equals(Files.readAllBytes(sibling), bytes)) {
                return sibling;
            }
        }
        Path kept = file.resolveSibling(prefix + TIME.format(clock.instant()));
        for (int next = 2; Files.exists(kept); next++) {
            kept = file.resolveSibling(prefix + TIME.format(clock.instant()) + "-" + next);
        }
        WholeFile.write(kept, bytes);
        Files.setPosixFilePermissions(kept, Files.getPosixFilePermissions(file));
        return kept;
    }
}
