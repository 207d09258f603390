package net.chingtech.ctos.skillhub.server.store;

/** The hub's own storage does not do its work; nobody who asks can mend it. */
public final class StoreFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
