package net.chingtech.ctos.skillhub.client.internal.lists;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.listing.ListedSkill;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.hub.Freshness;
import net.chingtech.ctos.verify.hub.HubMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hub's signed lists, as fresh as the moment. They are asked for anew whenever somebody wants to know something, but not
 * for each of the many questions of one plan.
 */
public final class SignedLists {

    private static final Logger LOG = LoggerFactory.getLogger(SignedLists.class);

    /** What was asked this short ago is not asked again, whether it was answered or not. */
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    private static final Freshness NOTHING = new Freshness(null, null, null, null, null);

    private final Words words;
    private final Opener opener;
    private final Clock clock;
    /** Held while the hub is asked; whoever only wants to know what is known does not wait for it. */
    private final ReentrantLock lock = new ReentrantLock();

    private HubMetadata metadata;
    private Instant asked = Instant.MIN;
    private ProvisioningException failed;
    private volatile Freshness known = NOTHING;

    /** Takes up what is kept on disk. */
    @FunctionalInterface
    public interface Opener {
        HubMetadata open() throws VerificationFailed;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(HubMetadata metadata) throws VerificationFailed;
    }

    /** @param words who the hub is, for people */
    public SignedLists(Words words, Opener opener, Clock clock) {
        this.words = words;
        this.opener = opener;
        this.clock = clock;
    }

    /** What is listed of a skill, as of a moment ago at the earliest; empty when nothing is. */
    public Optional<ListedSkill> skill(SkillId id) throws ProvisioningException {
        return fresh(metadata -> metadata.skill(id), known -> true);
    }

    /**
     * The same for somebody who wants to have the skill: lists of a moment ago do not say that there is nothing now, since
     * it may have been published meanwhile.
     */
    public Optional<ListedSkill> skillNow(SkillId id) throws ProvisioningException {
        return fresh(metadata -> metadata.skill(id), Optional::isPresent);
    }

    /** What publishers and authorities signed about keys. */
    public List<Envelope> notices() throws ProvisioningException {
        return fresh(HubMetadata::notices, known -> true).notices();
    }

    /** Which skills follow which legacy skills; empty when the hub has no map. */
    public Optional<SkillMap> map() throws ProvisioningException {
        return fresh(HubMetadata::map, known -> true);
    }

    /** How far the lists are believed; nothing is asked, and nobody is waited for. */
    public Freshness known() {
        if (lock.tryLock()) {
            try {
                look();
            } finally {
                lock.unlock();
            }
        }
        return known;
    }

    /** @param enough whether lists of a moment ago answer it, too */
    private <T> T fresh(Question<T> question, Predicate<T> enough) throws ProvisioningException {
        lock.lock();
        try {
            Instant now = clock.instant();
            boolean old = now.isBefore(asked) || !now.isBefore(asked.plus(JUST_NOW));
            if (old) {
                refresh();
            }
            T answer = believed(question);
            if (!old && !enough.test(answer)) {
                refresh();
                answer = believed(question);
            }
            return answer;
        } catch (VerificationFailed e) {
            throw refusal(e);
        } finally {
            look();
            lock.unlock();
        }
    }

    private <T> T believed(Question<T> question) throws ProvisioningException, VerificationFailed {
        if (failed != null) {
            throw new ProvisioningException(failed.problem(), failed);
        }
        return question.ask(metadata);
    }

    private void refresh() {
        try {
            open().refresh();
            failed = null;
        } catch (VerificationFailed e) {
            ProvisioningException before = failed;
            failed = refusal(e);
            if (before == null || !before.problem().code().equals(e.problem().code())) {
                LOG.warn("Nothing is installed from it now. {}", failed.problem());
            }
        }
        asked = clock.instant();
    }

    private HubMetadata open() throws VerificationFailed {
        if (metadata == null) {
            metadata = opener.open();
        }
        return metadata;
    }

    private void look() {
        try {
            Freshness now = open().freshness();
            known = new Freshness(
                    now.rootFingerprint(),
                    now.rootVersion(),
                    now.asOf(),
                    now.expiresAt(),
                    now.problem() == null ? null : words.of(now.problem()));
        } catch (VerificationFailed e) {
            Problem problem = words.of(e.problem());
            known = new Freshness(null, null, null, null, problem);
        }
    }

    private ProvisioningException refusal(VerificationFailed e) {
        return new ProvisioningException(words.of(e.problem()), e);
    }
}
