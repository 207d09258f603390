package net.chingtech.ctos.provisioning.agent.quarantine;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.notice.Notice;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.KnownNotices;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.Publisher;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which installed releases are signed by a key that an authority has revoked since. */
public final class RevokedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RevokedKeys.class);

    private final KnownNotices notices;
    private final Store store;
    private final Folders folders;

    private final Verifier verifier;

    public RevokedKeys(KnownNotices notices, Store store, Folders folders, Verifier verifier) {
        this.verifier = verifier;
        this.notices = notices;
        this.store = store;
        this.folders = folders;
    }

    /**
     * What an authority says against the key of a release.
     *
     * @param listedAt when its source took it in, or null
     * @param known whether {@code listedAt} is all that will ever be known; otherwise the benefit of the doubt
     */
    Optional<Revocation> against(Entry entry, Deployed deployed, Instant listedAt, boolean known) {
        KeyNotices now = notices.now();
        // Only then is there anything to read from the disk.
        if (now.notices().stream()
                .noneMatch(one -> one.notice().kind() == Notice.Kind.REVOCATION
                        && one.notice().keyId().equals(deployed.keyId()))) {
            return Optional.empty();
        }
        Envelope envelope = envelope(entry, deployed);
        Instant publishedAt = publishedAt(envelope);
        for (Publisher publisher : publishers(entry, deployed, envelope)) {
            Optional<Notice> found = now.revoked(publisher, publishedAt, known ? listedAt : publishedAt);
            if (found.isPresent()) {
                return found.map(notice -> new Revocation(notice.reason(), notice.issuedAt(), saidBy(now, notice)));
            }
        }
        return Optional.empty();
    }

    /** As whoever vouched for it when it was pinned says, and as whoever vouches for this very release does. */
    private List<Publisher> publishers(Entry entry, Deployed deployed, Envelope envelope) {
        Set<Publisher.Authority> authorities = new LinkedHashSet<>();
        store.state()
                .pins()
                .of(entry.id())
                .filter(pin -> pin.authority() != null)
                .ifPresent(pin -> authorities.add(new Publisher.Authority("", pin.authority())));
        try {
            if (envelope != null) {
                authorities.add(verifier.statement(envelope).publisher().authority());
            }
        } catch (VerificationFailed e) {
            LOG.debug("nobody vouches for {} {} now: {}", entry.id(), deployed.version(), e.problem());
        }
        if (authorities.isEmpty()) {
            authorities.add(null);
        }
        return authorities.stream()
                .map(authority ->
                        new Publisher(deployed.publisher(), deployed.tier(), List.of(), deployed.keyId(), authority))
                .toList();
    }

    /** Null when it cannot be read. */
    private Envelope envelope(Entry entry, Deployed deployed) {
        try {
            return Envelope.read(Files.readAllBytes(folders.statement(entry.id(), deployed.version())));
        } catch (IOException | FormatException e) {
            LOG.warn("the statement of {} {} cannot be read", entry.id(), deployed.version(), e);
            return null;
        }
    }

    private static Instant publishedAt(Envelope envelope) {
        try {
            return envelope == null
                    ? Instant.MAX
                    : ReleaseStatement.read(envelope.payload()).publishedAt();
        } catch (FormatException e) {
            return Instant.MAX;
        }
    }

    private static String saidBy(KeyNotices notices, Notice notice) {
        return notices.notices().stream()
                .filter(one -> one.notice().equals(notice))
                .map(one -> one.authority().name())
                .findFirst()
                .orElse("an authority");
    }
}
