package net.chingtech.ctos.provisioning.agent.standing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Objection;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Standing;
import net.chingtech.ctos.provisioning.agent.alert.Alerts;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.quarantine.Quarantine;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;
import net.chingtech.ctos.provisioning.agent.store.Store;
import net.chingtech.ctos.provisioning.agent.transaction.Quarantining;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of questions to the sources that sign no lists: what they hold by now against what came from them. What they call
 * malicious is stopped like anything that was revoked; of the rest administrators are told.
 */
public final class ObjectionPoll {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectionPoll.class);

    /** Each takes a question or two over the network, and all of these have to be answered within a source's deadline. */
    private static final int AT_ONCE = 10;

    private final Store store;
    private final Sources sources;
    private final Quarantine quarantine;
    private final Quarantining quarantining;
    private final Alerts alerts;

    public ObjectionPoll(
            Store store, Sources sources, Quarantine quarantine, Quarantining quarantining, Alerts alerts) {
        this.store = store;
        this.sources = sources;
        this.quarantine = quarantine;
        this.quarantining = quarantining;
        this.alerts = alerts;
    }

    /** Asks every source that something came from. One that cannot be asked holds nothing new against anything. */
    public synchronized void poll() {
        SortedMap<String, List<Entry>> bySource = store.state().registry().skills().stream()
                .collect(Collectors.groupingBy(Entry::source, TreeMap::new, Collectors.toList()));
        bySource.forEach((source, entries) -> {
            try {
                for (int from = 0; from < entries.size(); from += AT_ONCE) {
                    ask(source, entries.subList(from, Math.min(entries.size(), from + AT_ONCE)));
                }
            } catch (ProvisioningException e) {
                LOG.info("{} was not asked what it holds against skills: {}", source, e.problem());
            }
        });
        quarantining.enforce();
    }

    private void ask(String source, List<Entry> entries) throws ProvisioningException {
        Set<Standing.Ref> refs = entries.stream()
                .map(entry -> Quarantine.ref(entry, entry.current()))
                .collect(Collectors.toSet());
        Map<Standing.Ref, Optional<Objection>> said = sources.ask(source, each -> each.objections(refs));
        // Of others than those that came from it a source has nothing to say.
        said = said.entrySet().stream()
                .filter(one -> refs.contains(one.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        quarantine.heard(said);
        for (Entry entry : entries) {
            said.getOrDefault(Quarantine.ref(entry, entry.current()), Optional.empty())
                    .filter(objection -> !objection.stop())
                    .ifPresent(objection -> tell(entry, objection.problem()));
        }
    }

    private void tell(Entry entry, Problem why) {
        Deployed current = entry.current();
        // Who was told before he installed it knows.
        if (!entry.allows(current.sha256(), why.detail())) {
            alerts.raiseOnceAndRecord(
                    Alert.Level.WARNING,
                    entry.id(),
                    entry.id() + "@" + current.version(),
                    new Problem(
                            why.status(),
                            why.code(),
                            current.name() + " " + current.version() + " is installed and goes on, but " + why.detail(),
                            "Look at what it does. If you do not want it any more: ./ctos uninstall " + entry.id()
                                    + "; its data is kept for 30 days.",
                            why.more()));
        }
    }
}
