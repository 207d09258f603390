package net.chingtech.ctos.provisioning.agent.standing;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.chingtech.ctos.provisioning.Offline;
import net.chingtech.ctos.provisioning.SearchPage.SourceFailure;
import net.chingtech.ctos.provisioning.Standing;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.quarantine.Quarantine;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.KnownNotices;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.transaction.Quarantining;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of questions to the sources about what is installed. */
public final class StandingPoll {

    private static final Logger LOG = LoggerFactory.getLogger(StandingPoll.class);

    private final Store store;
    private final Sources sources;
    private final Quarantine quarantine;
    private final KnownNotices notices;
    private final Quarantining quarantining;
    private final SourceAlerts sourceAlerts;
    /** By source: the code that was logged since it answered last. */
    private final Map<String, String> silent = new HashMap<>();

    public StandingPoll(
            Store store,
            Sources sources,
            Quarantine quarantine,
            KnownNotices notices,
            Quarantining quarantining,
            SourceAlerts sourceAlerts) {
        this.store = store;
        this.sources = sources;
        this.quarantine = quarantine;
        this.notices = notices;
        this.quarantining = quarantining;
        this.sourceAlerts = sourceAlerts;
    }

    /**
     * Asks every source at once, and stops what was revoked. A source that cannot be asked stops nothing: what is known
     * from before goes on to hold.
     *
     * @return the sources that did not answer, or were not believed; not those that are left alone
     */
    public Set<String> poll() {
        return poll(source -> true);
    }

    /** As {@link #poll()}, only the sources of these ids. */
    synchronized Set<String> poll(Predicate<String> which) {
        Map<String, Set<Standing.Ref>> refs = refs();
        Sources.Answers<Optional<Standing>> answers =
                sources.askAll(which, source -> source.standing(refs.getOrDefault(source.id(), Set.of())));
        answers.bySource()
                .forEach((source, standing) -> standing.ifPresentOrElse(
                        one -> {
                            quarantine.heard(source, refs.getOrDefault(source, Set.of()), one);
                            notices.learn(one.notices());
                        },
                        () -> quarantine.heardNothing(source)));
        for (String source : answers.bySource().keySet()) {
            sourceAlerts.answered(source);
            silent.remove(source);
        }
        Set<String> unanswered = new TreeSet<>();
        for (SourceFailure failure : answers.failed()) {
            String code = failure.problem().code();
            // It may last for days.
            if (!code.equals(silent.put(failure.source(), code))) {
                LOG.info("{} was not asked how skills stand: {}", failure.source(), failure.problem());
            }
            if (!code.equals(Offline.CODE)) {
                unanswered.add(failure.source());
            }
            sources.find(failure.source()).ifPresent(source -> sourceAlerts.failed(source.status(), failure.problem()));
        }
        quarantining.enforce();
        return unanswered;
    }

    /** By source: the versions that run, and those that a rollback would bring back. */
    private Map<String, Set<Standing.Ref>> refs() {
        Map<String, Set<Standing.Ref>> refs = new HashMap<>();
        for (Entry entry : store.state().registry().skills()) {
            Collection<Standing.Ref> mine = refs.computeIfAbsent(entry.source(), source -> new HashSet<>());
            mine.add(Quarantine.ref(entry, entry.current()));
            entry.history().forEach(past -> mine.add(Quarantine.ref(entry, past.release())));
        }
        return refs;
    }
}
