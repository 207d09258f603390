package net.chingtech.ctos.clawhub.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.source.LegacyRelease;
import net.chingtech.ctos.clawhub.source.Scratch;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JARs made of imported folders: each beside what is said of it, named by its digest, for a day. */
final class ImportedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ImportedFiles.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String JAR = ".jar";
    private static final String WORDS = ".json";
    private static final String MADE = ".tmp";

    private final Path folder;
    private final Clock clock;
    private final Room room;

    /** What stands beside a JAR. */
    record Words(
            Instant at,
            Envelope statement,
            SkillManifest manifest,
            Problem doubt,
            List<String> remarks,
            List<String> tools) {
        Words {
            // Not in the words of before.
            tools = tools == null ? List.of() : tools;
        }
    }

    /**
     * One that is kept.
     *
     * @param isNew whether it was not here before
     */
    record Kept(Wrapped wrapped, boolean isNew) {
        String name() {
            return wrapped.statement().artifact().sha256();
        }
    }

    ImportedFiles(Path folder, Clock clock, Room room) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
        this.room = room;
        clearOrphans();
        forgetOld();
    }

    /** What a kill left: nobody offers it, and nobody else would remove it. */
    private void clearOrphans() {
        files(MADE).forEach(ImportedFiles::delete);
        files(WholeFile.NEW).forEach(ImportedFiles::delete);
        files(JAR).stream()
                .filter(jar -> !Files.isRegularFile(folder.resolve(digest(jar, JAR) + WORDS)))
                .forEach(ImportedFiles::delete);
    }

    /** Wraps a folder and keeps it; the same folder again is kept once, and a day longer. */
    synchronized Kept keep(LegacyFolder skill, Origin origin, Problem doubt, List<String> remarks)
            throws ProvisioningException {
        Path made = Scratch.in(folder).resolve(UUID.randomUUID() + MADE);
        try {
            Wrapped wrapped = new Wrapper().wrap(skill, origin, made);
            List<String> all = new ArrayList<>(remarks);
            all.addAll(wrapped.remarks());
            if (doubt != null && wrapped.doubt() != null) {
                all.add(wrapped.doubt().detail());
            }
            Words words = new Words(
                    clock.instant(),
                    wrapped.envelope(),
                    wrapped.manifest(),
                    doubt == null ? wrapped.doubt() : doubt,
                    all,
                    wrapped.tools());
            String name = wrapped.statement().artifact().sha256();
            long bytes = Files.size(made);
            room.makeFor(name, bytes, words.at()).forEach(this::remove);
            // The words last: a JAR without them is as good as none.
            boolean isNew = !Files.exists(folder.resolve(name + WORDS));
            Files.move(made, folder.resolve(name + JAR), StandardCopyOption.ATOMIC_MOVE);
            write(name, words, isNew);
            room.add(name, words.at(), bytes);
            return new Kept(wrapped, isNew);
        } catch (IOException e) {
            throw Scratch.failed(e, "an imported skill");
        } finally {
            delete(made);
        }
    }

    private void write(String name, Words words, boolean isNew) throws IOException {
        try {
            WholeFile.write(folder.resolve(name + WORDS), Json.write(words));
        } catch (IOException e) {
            if (isNew) {
                remove(name);
            }
            throw e;
        }
    }

    /** Takes back what was kept, as if it had never been looked at. */
    synchronized void forget(Collection<String> names) {
        names.forEach(name -> {
            remove(name);
            room.remove(name);
        });
    }

    /** What a JAR is the release of: as it says itself, so that several can say the same. */
    static String release(SkillId id, SkillVersion version) {
        return id + " " + version;
    }

    static String release(ReleaseStatement claim) {
        return release(claim.id(), claim.version());
    }

    /**
     * Removes all other copies of these releases: what was looked at last is what is installed.
     *
     * @param looked the digest of the one copy that counts, by release
     */
    synchronized void replaceAllBut(Map<String, String> looked) {
        for (Path file : files(WORDS)) {
            String name = digest(file, WORDS);
            read(file)
                    .flatMap(this::release)
                    .map(release -> looked.get(release(release.claim())))
                    .filter(counts -> !counts.equals(name))
                    .ifPresent(counts -> forget(List.of(name)));
        }
    }

    /** What is offered now: of each release the copy that was looked at last. */
    synchronized List<Release> all() {
        Map<String, Words> newest = new TreeMap<>();
        for (Path file : files(WORDS)) {
            Optional<Words> words = read(file).filter(one -> isFresh(one.at()));
            words.flatMap(this::release)
                    .filter(release -> jar(release.claim().artifact().sha256()).isPresent())
                    .ifPresent(release -> newest.merge(
                            release(release.claim()),
                            words.get(),
                            (one, other) -> other.at().isAfter(one.at()) ? other : one));
        }
        return newest.values().stream()
                .flatMap(words -> release(words).stream())
                .toList();
    }

    Optional<Path> jar(String sha256) {
        return Optional.of(folder.resolve(sha256 + JAR))
                .filter(file -> Digests.isSha256Hex(sha256))
                .filter(Files::isRegularFile);
    }

    private boolean isFresh(Instant at) {
        return at != null && clock.instant().isBefore(at.plus(KEPT));
    }

    private Optional<Release> release(Words words) {
        try {
            ReleaseStatement claim = ReleaseStatement.read(words.statement().payload());
            return Optional.of(LegacyRelease.of(
                    ImportedSource.ID,
                    claim,
                    words.statement(),
                    words.manifest(),
                    words.doubt(),
                    words.remarks(),
                    words.tools()));
        } catch (FormatException e) {
            LOG.warn("An imported skill is left out: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Words> read(Path file) {
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), Words.class));
        } catch (IOException | FormatException e) {
            LOG.warn("{} is left out: {}", file.getFileName(), e.toString());
            return Optional.empty();
        }
    }

    /** Once for each look, and not for each skill of it: all words are read. */
    synchronized void forgetOld() {
        Map<String, Instant> fresh = new HashMap<>();
        for (Path file : files(WORDS)) {
            String name = digest(file, WORDS);
            Optional<Instant> at = read(file).map(Words::at).filter(this::isFresh);
            if (at.isPresent() && jar(name).isPresent()) {
                fresh.put(name, at.get());
            } else {
                remove(name);
            }
        }
        room.clear();
        fresh.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(one -> room.add(one.getKey(), one.getValue(), size(folder.resolve(one.getKey() + JAR))));
    }

    private void remove(String name) {
        delete(folder.resolve(name + WORDS));
        delete(folder.resolve(name + JAR));
    }

    private static String digest(Path file, String ending) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ending.length());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            LOG.debug("{} is gone: {}", file.getFileName(), e.toString());
            return 0;
        }
    }

    private List<Path> files(String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("Imported skills cannot be listed: {}", e.toString());
            return List.of();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} stays: {}", file.getFileName(), e.toString());
        }
    }
}
