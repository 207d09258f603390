package net.chingtech.ctos.skillhub.server.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.skillhub.server.metadata.Metadata;
import net.chingtech.ctos.skillhub.server.refusal.Refused;
import net.chingtech.ctos.skillhub.server.search.Search;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all changes go through: one at a time into the store and the index, so that the index never claims a generation
 * that it has not seen; then into the signed lists, where many share one signing.
 */
public final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final Search search;
    private final Metadata metadata;

    public Ledger(Search search, Metadata metadata) {
        this.search = search;
        this.metadata = metadata;
    }

    /** A change of the store. */
    interface Change<T> {
        T make() throws Refused, IOException;
    }

    /** Makes a change while no other is made. */
    synchronized <T> T enter(Change<T> change) throws Refused, IOException {
        return change.make();
    }

    /** Has the index follow; to be called within a change. */
    void index(SkillId id) {
        try {
            search.changed(id);
        } catch (UncheckedIOException e) {
            // The store has it. An index that lags behind the store is made anew at the next start.
            LOG.error("What changed of {} cannot be found by search yet", id, e);
        }
    }

    /** Waits until all that was changed is in the signed lists; outside of a change, so that others go on. */
    void awaitListed() throws Refused {
        metadata.awaitListed();
    }
}
