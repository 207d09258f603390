package net.chingtech.ctos.provisioning.agent.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.runtime.SkillBelongings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away, at start, what a change that was cut off left behind: all that the registry does not name. */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Store store;
    private final Folders folders;
    private final SkillBelongings belongings;
    private final Clock clock;

    public Leftovers(Store store, Folders folders, SkillBelongings belongings, Clock clock) {
        this.store = store;
        this.folders = folders;
        this.belongings = belongings;
        this.clock = clock;
    }

    /** Empties staging, removes unnamed releases, and data whose time is over. */
    public void clear() throws IOException {
        for (Path staged : Folders.children(folders.home().staging())) {
            Folders.delete(staged);
        }
        Set<Path> named = named(store.state().registry());
        for (Path release : Folders.children(folders.home().installed())) {
            if (!named.contains(release)) {
                LOG.info("{} is not named by the registry and is removed", release.getFileName());
                Folders.delete(release);
            }
        }
        expireKeptData();
    }

    private Set<Path> named(Registry registry) {
        Set<Path> named = new HashSet<>();
        for (Entry entry : registry.skills()) {
            named.add(folders.release(entry.id(), entry.current().version()));
            if (entry.previous() != null) {
                named.add(folders.release(entry.id(), entry.previous().version()));
            }
        }
        return named;
    }

    private void expireKeptData() throws IOException {
        Registry registry = store.state().registry();
        Instant now = clock.instant();
        List<KeptData> kept = registry.keptData().stream()
                .filter(data -> data.dataKeptUntil().isAfter(now))
                .toList();
        if (kept.size() == registry.keptData().size()) {
            return;
        }
        for (KeptData data : registry.keptData()) {
            if (!kept.contains(data)) {
                LOG.info("the kept data of {} is removed: it was kept until {}", data.id(), data.dataKeptUntil());
                Folders.delete(folders.data(data.id()));
                belongings.purge(data.id());
            }
        }
        store.commit(registry.withKeptData(kept), store.state().pins());
    }
}
