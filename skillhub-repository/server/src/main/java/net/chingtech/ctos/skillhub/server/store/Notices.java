package net.chingtech.ctos.skillhub.server.store;

import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.notice.Notice;

/** What publishers and authorities signed about keys. Every method throws {@link StoreFailed} when the database does. */
public interface Notices {

    /** All of them, in the order in which they came. */
    List<Envelope> all();

    /** Those about this publisher's name, or about this key. */
    List<Envelope> about(String publisher, String keyId);

    /**
     * Keeps a notice that was proven.
     *
     * @return false when the very same is there already
     */
    boolean keep(Envelope envelope, Notice notice);
}
