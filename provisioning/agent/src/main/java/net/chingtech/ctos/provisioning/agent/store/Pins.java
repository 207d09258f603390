package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.verify.Publisher;

/**
 * {@code trust/pins.json}: where each id that was ever installed here is at home. A pin outlives the skill, so that
 * uninstalling does not open the id to somebody else. Format 1 knew neither authorities nor name spaces.
 */
public record Pins(int format, SortedMap<SkillId, Pin> pins) {

    static final int FORMAT = 2;

    static final Pins EMPTY = new Pins(FORMAT, new TreeMap<>());

    /**
     * The home of one id.
     *
     * @param source the only place where its releases come from
     * @param publisher the only one whose releases are taken
     * @param keyId SHA-256 of the publisher's SubjectPublicKeyInfo, in hex; of a skill that nobody signs, of the place
     * @param authority the same of the authority that vouched for the publisher; null when nobody did, and in pins of format 1
     * @param unverified whether somebody agreed to a publisher for whom nobody vouches
     * @param namespaces the id prefixes that belong to the publisher, as the authority says
     * @param seen of a skill that nobody signs, what each version was that was installed here, the latest last
     */
    public record Pin(
            String source,
            String publisher,
            String keyId,
            String authority,
            boolean unverified,
            List<String> namespaces,
            Instant since,
            List<Seen> seen) {

        /** More are not remembered: a skill that is updated every day is no reason to grow. */
        private static final int MOST = 100;

        public Pin {
            namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
            seen = seen == null ? List.of() : List.copyOf(seen);
        }

        /** The pin for what a publisher signed and a source gave. */
        public static Pin of(String source, Publisher publisher, Instant now) {
            Publisher.Authority authority = publisher.authority();
            return new Pin(
                    source,
                    publisher.name(),
                    publisher.keyId(),
                    authority == null ? null : authority.keyId(),
                    authority == null,
                    publisher.namespaces(),
                    now,
                    null);
        }

        /** The same, which remembers what a version was, and what {@code before} remembers of others. */
        public Pin withSeen(Seen version, Pin before) {
            List<Seen> all = new ArrayList<>(before == null ? seen : before.seen);
            all.removeIf(one -> one.version().equals(version.version()));
            all.add(version);
            all.subList(0, Math.max(0, all.size() - MOST)).clear();
            return new Pin(source, publisher, keyId, authority, unverified, namespaces, since, all);
        }

        /** What a version was here; of a skill that nobody signs. */
        public Optional<Seen> seen(SkillVersion version) {
            return seen.stream().filter(one -> one.version().equals(version)).findFirst();
        }

        private boolean saysTheSameAs(Pin other) {
            return source.equals(other.source)
                    && publisher.equals(other.publisher)
                    && keyId.equals(other.keyId)
                    && Objects.equals(authority, other.authority)
                    && unverified == other.unverified
                    && namespaces.equals(other.namespaces)
                    && seen.equals(other.seen);
        }
    }

    /**
     * A version and what it was.
     *
     * @param sha256 of its JAR
     * @param content of the folder that the JAR was made of, which counts where both are known; null in pins of before
     */
    public record Seen(SkillVersion version, String sha256, String content) {

        /** Whether a release is that, too: the same folder, however it was wrapped; where that is not known, the same JAR. */
        public boolean isSame(ReleaseStatement other) {
            return content != null && other.content() != null
                    ? content.equals(other.content())
                    : sha256.equals(other.artifact().sha256());
        }
    }

    public Pins {
        format = FORMAT;
        pins = pins == null ? new TreeMap<>() : new TreeMap<>(pins);
    }

    public Optional<Pin> of(SkillId id) {
        return Optional.ofNullable(pins.get(id));
    }

    /** All keys that something is pinned to. */
    public Set<String> keyIds() {
        return pins.values().stream().map(Pin::keyId).collect(Collectors.toSet());
    }

    /** These pins with one set; what is pinned already keeps its time. */
    public Pins with(SkillId id, Pin pin) {
        Pin old = pins.get(id);
        if (old != null && old.saysTheSameAs(pin)) {
            return this;
        }
        SortedMap<SkillId, Pin> changed = new TreeMap<>(pins);
        changed.put(id, pin);
        return new Pins(FORMAT, changed);
    }

    /** These pins without one. */
    public Pins without(SkillId id) {
        SortedMap<SkillId, Pin> changed = new TreeMap<>(pins);
        changed.remove(id);
        return new Pins(FORMAT, changed);
    }
}
