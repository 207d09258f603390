package net.chingtech.ctos.provisioning.agent.transaction;

import java.util.List;
import java.util.Set;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.agent.store.Deployed;
import net.chingtech.ctos.provisioning.agent.store.Entry;

/** The item of a change in which the installed release stays what it is and only starts anew. */
final class SameRelease {

    private SameRelease() {}

    static Plan.Item item(Entry entry) {
        Deployed current = entry.current();
        return new Plan.Item(
                Plan.Kind.RESTART,
                entry.id(),
                current.name(),
                current.version(),
                current.version(),
                current.sha256(),
                current.size(),
                entry.source(),
                current.publisher(),
                current.tier(),
                current.keyId(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                current.declined(),
                current.dependencies(),
                null,
                current.host(),
                current.host(),
                null,
                List.of(),
                Set.of(),
                true,
                "",
                null,
                new Plan.Effects(List.of(), List.of(), List.of(), 0, "", "", null));
    }
}
