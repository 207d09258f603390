package net.chingtech.ctos.provisioning.agent;

import java.util.List;
import net.chingtech.ctos.provisioning.Pinned;
import net.chingtech.ctos.provisioning.SkillSource;
import net.chingtech.ctos.provisioning.SourceStatus;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.store.Store;

/** Whom this container trusts, as others see it: its sources, and where each id is at home. */
final class TrustView {

    private final Store store;
    private final Sources sources;

    TrustView(Store store, Sources sources) {
        this.store = store;
        this.sources = sources;
    }

    /** Those that somebody connected, by id. */
    List<SourceStatus> sources() {
        return sources.all().stream()
                .filter(SkillSource::isHub)
                .map(SkillSource::status)
                .toList();
    }

    /** By id. */
    List<Pinned> pins() {
        return store.state().pins().pins().entrySet().stream()
                .map(pin -> new Pinned(
                        pin.getKey(),
                        pin.getValue().source(),
                        pin.getValue().publisher(),
                        pin.getValue().keyId(),
                        pin.getValue().authority(),
                        pin.getValue().since()))
                .toList();
    }
}
