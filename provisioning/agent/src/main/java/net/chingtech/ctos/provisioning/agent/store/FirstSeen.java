package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.Listing;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.runtime.ContainerHome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code skills/first-seen.json}: when each release of the installed skills was first seen here. A source can write any time
 * into its lists; but what was not there when this container looked cannot be older than that. What was there when a skill
 * began to be followed is as old as its source says.
 */
public final class FirstSeen {

    private static final Logger LOG = LoggerFactory.getLogger(FirstSeen.class);

    private static final int FORMAT = 1;

    /** So many of one skill are remembered; what comes after that is new each time it is looked at. */
    private static final int MOST = 1_000;

    private record Kept(int format, SortedMap<SkillId, Followed> skills) {
        private Kept {
            skills = skills == null ? new TreeMap<>() : new TreeMap<>(skills);
        }
    }

    /**
     * What is known of one skill; releases by the digests of their artifacts.
     *
     * @param highest the highest version that was there
     * @param before the releases that were there when it began to be followed
     * @param seen those that came after that, each with when it was seen first
     */
    private record Followed(
            String source,
            Channel channel,
            SkillVersion highest,
            SortedSet<String> before,
            SortedMap<String, Instant> seen) {
        private Followed {
            before = before == null ? new TreeSet<>() : new TreeSet<>(before);
            seen = seen == null ? new TreeMap<>() : new TreeMap<>(seen);
        }

        private boolean knows(String sha256) {
            return before.contains(sha256) || seen.containsKey(sha256);
        }
    }

    private final Path file;
    private final Clock clock;
    private Kept now;

    private FirstSeen(Path file, Clock clock, Kept now) {
        this.file = file;
        this.clock = clock;
        this.now = now;
    }

    /** What cannot be read counts as never written: then all skills begin to be followed anew. */
    public static FirstSeen open(ContainerHome home, Clock clock) {
        Path file = home.registry().resolveSibling("first-seen.json");
        if (Files.exists(file)) {
            try {
                Kept found = Json.read(Files.readAllBytes(file), Kept.class);
                if (found.format() == FORMAT) {
                    return new FirstSeen(file, clock, found);
                }
            } catch (IOException | FormatException e) {
                LOG.warn("{} cannot be read, and is made anew: {}", file, e.getMessage());
            }
        }
        return new FirstSeen(file, clock, new Kept(FORMAT, null));
    }

    /** The highest version of a skill that was seen; empty while it is not followed. */
    public synchronized Optional<SkillVersion> highest(Entry entry) {
        return followed(entry).map(Followed::highest);
    }

    /**
     * Remembers what a skill's source offers now. The first time, and when the skill follows another channel since the last
     * time, nothing of it is new.
     *
     * @param latest the highest version that its source named
     * @param offered all that is newer than what is installed, or at least than {@link #highest}
     */
    public synchronized void looked(Entry entry, SkillVersion latest, Collection<Release> offered) {
        Optional<Followed> known = followed(entry);
        boolean begins = known.isEmpty() || known.get().channel != entry.channel();
        Followed next = known.map(one ->
                        new Followed(one.source, entry.channel(), higher(one.highest, latest), one.before, one.seen))
                .orElseGet(() -> new Followed(entry.source(), entry.channel(), latest, null, null));
        own(entry, next);
        for (Release release : offered) {
            String sha256 = release.claim().artifact().sha256();
            if (!next.knows(sha256) && begins) {
                next.before.add(sha256);
            } else if (!next.knows(sha256)) {
                remember(next, sha256);
            }
        }
        put(entry.id(), next);
    }

    /** What was installed before it was followed is not new when it is offered again. */
    private static void own(Entry entry, Followed next) {
        add(next, entry.current());
        entry.history().forEach(past -> add(next, past.release()));
    }

    private static void add(Followed next, Deployed deployed) {
        if (!next.seen.containsKey(deployed.sha256())) {
            next.before.add(deployed.sha256());
        }
    }

    /** Forgets the skills that are not installed any more. */
    public synchronized void keepOnly(Collection<SkillId> installed) {
        SortedMap<SkillId, Followed> left = new TreeMap<>(now.skills);
        if (left.keySet().retainAll(installed)) {
            write(new Kept(FORMAT, left));
        }
    }

    /**
     * When a release counts as taken in by its source: not before it was first seen here.
     *
     * @param entry what is installed of the skill, or null
     * @return null when its source signs no lists
     */
    public Instant listedAt(Entry entry, Release release) {
        Listing listing = release.listing();
        return listing == null
                ? null
                : of(entry, release).filter(listing.listedAt()::isBefore).orElse(listing.listedAt());
    }

    /** From when on others could see a release, as far as that is known here; null when it is not. */
    public Instant offeredAt(Entry entry, Release release) {
        return release.listing() == null ? of(entry, release).orElse(null) : listedAt(entry, release);
    }

    /**
     * When a release was first seen here, if that proves anything: for one that came after its skill began to be followed. One
     * that was never seen is new now, unless it is no newer than what is installed.
     */
    private synchronized Optional<Instant> of(Entry entry, Release release) {
        Followed known = entry == null ? null : followed(entry).orElse(null);
        String sha256 = release.claim().artifact().sha256();
        if (known == null || !known.source.equals(release.source()) || known.before.contains(sha256)) {
            return Optional.empty();
        }
        Instant first = known.seen.get(sha256);
        Instant time = clock.instant();
        // One later than now is of a clock that was ahead.
        if (first != null && !first.isAfter(time)) {
            return Optional.of(first);
        }
        if (first == null && release.claim().version().compareTo(entry.current().version()) <= 0) {
            return Optional.empty();
        }
        // What is highest stays as it is: whatever came with this one is still looked for.
        Followed next = new Followed(known.source, known.channel, known.highest, known.before, known.seen);
        remember(next, sha256);
        put(entry.id(), next);
        return Optional.of(time);
    }

    private void remember(Followed next, String sha256) {
        if (next.seen.size() < MOST || next.seen.containsKey(sha256)) {
            next.seen.put(sha256, clock.instant());
        }
    }

    private Optional<Followed> followed(Entry entry) {
        return Optional.ofNullable(now.skills.get(entry.id()))
                .filter(one -> one.source.equals(entry.source()) && one.highest != null);
    }

    private static SkillVersion higher(SkillVersion one, SkillVersion other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void put(SkillId id, Followed next) {
        if (!next.equals(now.skills.get(id))) {
            SortedMap<SkillId, Followed> skills = new TreeMap<>(now.skills);
            skills.put(id, next);
            write(new Kept(FORMAT, skills));
        }
    }

    private void write(Kept next) {
        now = next;
        try {
            WholeFile.write(file, Json.writePretty(next));
        } catch (IOException e) {
            LOG.warn("{} could not be written; what it lacks is in memory until the container stops", file, e);
        }
    }
}
