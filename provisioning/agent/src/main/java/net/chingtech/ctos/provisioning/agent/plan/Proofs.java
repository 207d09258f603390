package net.chingtech.ctos.provisioning.agent.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Standing;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.quarantine.Quarantine;
import net.chingtech.ctos.provisioning.agent.store.FirstSeen;
import net.chingtech.ctos.provisioning.agent.store.Folders;
import net.chingtech.ctos.provisioning.agent.store.KnownNotices;
import net.chingtech.ctos.provisioning.agent.store.State;
import net.chingtech.ctos.verify.KeyNotices;
import net.chingtech.ctos.verify.Verifier;

/**
 * What releases are proven with: the authorities, what is known about keys, what sources say of their releases.
 *
 * @param left what releases of an id may find here
 * @param seen when releases of what is installed were first seen here
 * @param notices also learns what the sources of a plan say, so that a plan never knows less than they do
 */
public record Proofs(
        Verifier verifier,
        Folders folders,
        Sources sources,
        KnownNotices notices,
        Quarantine quarantine,
        LeftBehind left,
        FirstSeen seen) {

    /** A proof of these candidates, by what is known now. */
    Proof of(Collection<Candidate> candidates, State state) throws ProvisioningException {
        Set<String> offering = candidates.stream()
                .filter(one -> one.offer() != null)
                .map(Candidate::source)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> keys = candidates.stream()
                .filter(one -> one.offer() != null && state.pins().of(one.id()).isPresent())
                .map(one -> one.offer().claim().keyId())
                .collect(Collectors.toSet());
        for (String source : offering) {
            Optional<Standing> standing = sources.ask(source, each -> each.standing(List.of()));
            standing.ifPresent(found -> notices.learn(found.notices(), keys));
        }
        Map<String, Revoked> files = revokedFiles(candidates, keys);
        KeyNotices now = notices.now();
        return new Proof(
                verifier,
                folders,
                new UnvouchedCheck(state),
                new LegacyCheck(state, left),
                new PinCheck(state, left, now, seen),
                new RevocationCheck(state, now, quarantine, seen, files),
                new TierCheck(sources));
    }

    /** A file comes without lists, but what was revoked may be in the lists of somebody who is connected. */
    private Map<String, Revoked> revokedFiles(Collection<Candidate> candidates, Set<String> keys) {
        Set<Standing.Ref> asked = candidates.stream()
                .filter(one -> one.offer() != null && one.source().equals(Change.DISK))
                .map(one -> new Standing.Ref(
                        one.id(), one.version(), one.offer().claim().artifact().sha256()))
                .collect(Collectors.toSet());
        Map<String, Revoked> revoked = new HashMap<>();
        if (asked.isEmpty()) {
            return revoked;
        }
        sources.askAll(source -> source.standing(asked))
                .bySource()
                .values()
                .forEach(answer -> answer.ifPresent(standing -> {
                    notices.learn(standing.notices(), keys);
                    standing.releases().forEach((ref, listing) -> {
                        if (asked.contains(ref) && listing.revoked() != null) {
                            revoked.putIfAbsent(ref.sha256(), listing.revoked());
                        }
                    });
                }));
        return revoked;
    }
}
