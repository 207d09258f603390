package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.files.WholeFile;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedNotice;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code trust/notices.json}: what publishers and authorities signed about keys, as far as it was proven here, whichever
 * source told it. A source that stops telling a revocation does not make it forgotten.
 */
public final class KnownNotices {

    private static final Logger LOG = LoggerFactory.getLogger(KnownNotices.class);

    private static final int FORMAT = 1;

    private static final String LOST =
            "What was said of publishers' keys before is not known until the sources are asked again, which they are now.";

    /** So many of each authority, and so many rotations: more than a large hub ever has, and nobody fills the disk. */
    private static final int MOST = 20_000;

    /** Two of one key contradict each other, and more say nothing more. */
    private static final int MOST_OF_ONE_KEY = 8;

    /** Nobody changes keys more often. */
    private static final int MOST_STEPS = 64;

    /** With so many forged signatures in one answer, the rest of it is not worth the time. */
    private static final int MOST_FORGED = 1_000;

    private record Kept(int format, List<Envelope> notices) {
        private Kept {
            notices = notices == null ? List.of() : List.copyOf(notices);
        }
    }

    private final Path file;
    private final Verifier verifier;
    private final Supplier<Set<String>> pinned;
    private final List<Consumer<VerifiedNotice>> watchers = new CopyOnWriteArrayList<>();
    private final Set<String> digests = new HashSet<>();
    private final List<Envelope> kept = new ArrayList<>();
    /** Of those that are kept, the digests of those that could not be proven at the start. */
    private final Set<String> doubted = new HashSet<>();

    private final List<VerifiedNotice> proven = new ArrayList<>();
    private volatile KeyNotices now = KeyNotices.none();

    private KnownNotices(Path file, Verifier verifier, Supplier<Set<String>> pinned) {
        this.file = file;
        this.verifier = verifier;
        this.pinned = pinned;
    }

    /**
     * Reads what a home remembers and proves each anew, since the authorities may be others now. One that is not proven any
     * more stays in the file and counts for nothing, until it is proven when a source tells it again.
     *
     * @param pinned the ids of the keys that something here is pinned to
     * @throws ProvisioningException {@code registry_newer}, {@code registry_unreadable}
     */
    public static KnownNotices open(
            ContainerHome home, HomeFiles files, Verifier verifier, Supplier<Set<String>> pinned)
            throws ProvisioningException {
        Path file = home.trust().resolve("notices.json");
        KnownNotices known = new KnownNotices(file, verifier, pinned);
        for (Envelope envelope : files.read(file, Kept.class, FORMAT, new Kept(FORMAT, List.of()), LOST).notices) {
            known.kept.add(envelope);
            try {
                known.proven.add(verifier.notice(envelope));
                known.digests.add(digest(envelope));
            } catch (VerificationFailed e) {
                known.doubted.add(digest(envelope));
                LOG.warn("a notice about a key that was believed before is not believed now: {}", e.problem());
            }
        }
        known.now = KeyNotices.of(known.proven);
        return known;
    }

    /** All that are believed, at this instant. */
    public KeyNotices now() {
        return now;
    }

    /** Calls {@code watcher} with every notice that is learnt from now on, once each, after it is kept. */
    public void whenLearnt(Consumer<VerifiedNotice> watcher) {
        watchers.add(watcher);
    }

    /** As {@link #learn(List, Set)}, while nothing else is in question. */
    public void learn(List<Envelope> said) {
        learn(said, Set.of());
    }

    /**
     * Keeps what a source says, as far as it is proven, new and of use; the rest is passed over. Of use is every word of an
     * authority; but anybody can make keys and rotate them, so of rotations only those that lead on from a key which is
     * pinned or in question.
     *
     * @param keys the ids of the keys in question
     */
    public void learn(List<Envelope> said, Set<String> keys) {
        List<VerifiedNotice> fresh = new ArrayList<>();
        synchronized (this) {
            Said unknown = new Said();
            said.stream().filter(one -> !one.signatures().isEmpty()).forEach(unknown::add);
            for (Envelope envelope : unknown.byAuthorities) {
                prove(envelope, unknown, fresh);
            }
            Set<String> starts = new TreeSet<>(pinned.get());
            starts.addAll(keys);
            starts.forEach(key -> follow(key, unknown, fresh));
            if (!fresh.isEmpty()) {
                now = KeyNotices.of(proven);
                write();
            }
        }
        fresh.forEach(notice -> watchers.forEach(watcher -> watcher.accept(notice)));
    }

    /** What a source says: the key that signed is only claimed. */
    private static final class Said {
        private final List<Envelope> byAuthorities = new ArrayList<>();
        private final Map<String, List<Envelope>> byOldKeys = new HashMap<>();
        private int forged;

        private void add(Envelope envelope) {
            Envelope.Signature signature = envelope.signatures().get(0);
            if (signature.certificateChain().isEmpty()) {
                byAuthorities.add(envelope);
            } else {
                byOldKeys
                        .computeIfAbsent(signature.keyid(), key -> new ArrayList<>())
                        .add(envelope);
            }
        }
    }

    private void follow(String start, Said said, List<VerifiedNotice> fresh) {
        Set<String> walked = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty() && walked.size() < MOST_STEPS) {
            String key = next.remove();
            if (walked.add(key)) {
                said.byOldKeys.getOrDefault(key, List.of()).forEach(envelope -> prove(envelope, said, fresh));
                proven.stream()
                        .map(VerifiedNotice::notice)
                        .filter(notice -> notice.keyId().equals(key) && notice.newKeyId() != null)
                        .forEach(notice -> next.add(notice.newKeyId()));
            }
        }
    }

    private void prove(Envelope envelope, Said said, List<VerifiedNotice> fresh) {
        if (said.forged >= MOST_FORGED
                || !hasRoom(envelope.signatures().get(0))
                || digests.contains(digest(envelope))) {
            return;
        }
        try {
            VerifiedNotice notice = verifier.notice(envelope);
            fresh.add(notice);
            proven.add(notice);
            digests.add(digest(envelope));
            if (!doubted.remove(digest(envelope))) {
                kept.add(envelope);
            }
        } catch (VerificationFailed e) {
            // Of an authority that is a stranger here nothing was computed.
            said.forged += e.problem().code().equals("notice_signer_unknown") ? 0 : 1;
            LOG.debug("a notice about a key is not believed: {}", e.problem());
        }
    }

    /** Nobody takes the room of an authority's words but that authority itself. */
    private boolean hasRoom(Envelope.Signature signature) {
        boolean rotation = !signature.certificateChain().isEmpty();
        long same = proven.stream()
                .filter(one -> one.signedBy().equals(signature.keyid()) && (one.authority() == null) == rotation)
                .count();
        return rotation
                ? same < MOST_OF_ONE_KEY
                        && proven.stream()
                                        .filter(one -> one.authority() == null)
                                        .count()
                                < MOST
                : same < MOST;
    }

    private void write() {
        try {
            WholeFile.write(file, Json.writePretty(new Kept(FORMAT, kept)));
        } catch (IOException e) {
            // They hold as long as this process runs, and the sources tell them again after that.
            LOG.warn("{} could not be written", file, e);
        }
    }

    private static String digest(Envelope envelope) {
        return Digests.sha256Hex(envelope.write());
    }
}
